package dev.terse.testbed.outage;

import dev.terse.testbed.CassandraNode;
import dev.terse.testbed.CassandraRing;
import dev.terse.testbed.LocalServer;
import dev.terse.testbed.proxy.FaultProxy;
import dev.terse.testbed.proxy.FaultProxy.Route;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * A ring of three Cassandra nodes, each with all data: the store is away when two of them are. The
 * nodes tell clients the proxy's addresses, so that the driver, which asks the ring where its nodes
 * are, finds nothing else.
 */
public final class CassandraBackend implements Backend {
  private final CassandraRing ring;

  /** Starts it below {@code directory}. */
  public CassandraBackend(Path directory) {
    this.ring = CassandraRing.startBehind(directory);
  }

  @Override
  public String name() {
    return "cassandra";
  }

  @Override
  public FaultProxy proxy() {
    return FaultProxy.on(ring.nodes().stream().map(CassandraBackend::route).toList());
  }

  private static Route route(CassandraNode node) {
    String[] from = node.host().split(":", 2);
    return new Route(new InetSocketAddress(from[0], Integer.parseInt(from[1])), node.address());
  }

  @Override
  public String url(FaultProxy proxy) {
    return "cassandra://" + ring.hosts() + "/terse?dc=datacenter1&replication=3";
  }

  @Override
  public void kill() {
    twoServers().forEach(LocalServer::kill);
  }

  @Override
  public void restart() {
    restartOne();
    restartOther();
  }

  /** Starts one of the two again after {@link #kill()}: with it a majority is there. */
  public void restartOne() {
    ring.node(1).restart();
  }

  /** Starts the other one again after {@link #kill()}. */
  public void restartOther() {
    ring.node(2).restart();
  }

  @Override
  public void suspend() {
    twoServers().forEach(LocalServer::suspend);
  }

  @Override
  public void resume() {
    twoServers().forEach(LocalServer::resume);
  }

  private List<LocalServer> twoServers() {
    return List.of(ring.node(1).server(), ring.node(2).server());
  }

  @Override
  public boolean hasLogins() {
    return false;
  }

  @Override
  public void refuseLogins() {
    throw new UnsupportedOperationException("everybody may log in to this ring");
  }

  @Override
  public void admitLogins() {
    throw new UnsupportedOperationException("everybody may log in to this ring");
  }

  @Override
  public void close() {
    ring.close();
  }
}
