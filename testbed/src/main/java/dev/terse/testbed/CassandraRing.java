package dev.terse.testbed;

import dev.terse.testbed.CassandraNode.Door;
import dev.terse.testbed.CassandraNode.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Three Cassandra nodes, each with a third of the ring. Used by one thread. */
public final class CassandraRing implements AutoCloseable {
  private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");

  /** Where proxies may stand before the nodes, in the same order. */
  private static final List<String> IN_FRONT = List.of("127.0.1.1", "127.0.1.2", "127.0.1.3");

  private static final List<String> TOKENS =
      List.of("-9223372036854775808", "-3074457345618258603", "3074457345618258602");

  private final List<CassandraNode> nodes = new ArrayList<>();

  private CassandraRing() {}

  /** Starts the nodes one after another in {@code directory}; takes about half a minute. */
  public static CassandraRing start(Path directory) {
    return start(directory, ADDRESSES);
  }

  /**
   * As {@link #start}, with nodes that tell clients addresses in front of their own, where
   * {@code host()} is and nobody listens yet.
   */
  public static CassandraRing startBehind(Path directory) {
    return start(directory, IN_FRONT);
  }

  private static CassandraRing start(Path directory, List<String> told) {
    CassandraRing ring = new CassandraRing();
    int port = LocalServer.freePort();
    int ringPort = LocalServer.freePort();
    try {
      for (int i = 0; i < ADDRESSES.size(); i++) {
        Door door = new Door(ADDRESSES.get(i), port, told.get(i));
        Place place = new Place(door, ringPort, TOKENS.get(i), ADDRESSES);
        ring.nodes.add(CassandraNode.start(directory.resolve("node" + i), place));
      }
      return ring;
    } catch (RuntimeException e) {
      ring.close();
      throw e;
    }
  }

  /** The node of that number, 0 to 2. */
  public CassandraNode node(int number) {
    return nodes.get(number);
  }

  /** All nodes. */
  public List<CassandraNode> nodes() {
    return List.copyOf(nodes);
  }

  /** Where clients find the nodes, as in URLs. */
  public String hosts() {
    return nodes.stream().map(CassandraNode::host).collect(Collectors.joining(","));
  }

  /** Ends all nodes. */
  @Override
  public void close() {
    nodes.forEach(CassandraNode::close);
  }
}
