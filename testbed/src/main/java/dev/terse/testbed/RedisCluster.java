package dev.terse.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Three Redis masters and a replica of each, as a cluster. Used by one thread. */
public final class RedisCluster implements AutoCloseable {
  private static final int SERVERS = 6;
  private static final String NODE_TIMEOUT = "--cluster-node-timeout";
  private static final String NODE_TIMEOUT_MILLIS = "2000";
  private static final String STEADY_MILLIS = "15000";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<RedisServer> servers;

  private RedisCluster(List<RedisServer> servers) {
    this.servers = servers;
  }

  /**
   * As {@link #start}, with masters that keep their place, and with it what no replica has yet,
   * when the machine lets them stand still for seconds.
   */
  public static RedisCluster steady(Path directory) {
    return start(directory, NODE_TIMEOUT, STEADY_MILLIS);
  }

  /** Starts six servers below {@code directory} and joins them. */
  public static RedisCluster start(Path directory, String... options) {
    List<RedisServer> servers = new ArrayList<>();
    RedisCluster cluster = new RedisCluster(servers);
    List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    for (int i = 0; i < SERVERS; i++) {
      List<String> all = new ArrayList<>(List.of(
          "--cluster-enabled",
          "yes",
          "--cluster-config-file",
          "nodes.conf",
          NODE_TIMEOUT,
          NODE_TIMEOUT_MILLIS,
          "--cluster-port",
          Integer.toString(LocalServer.freePort())));
      all.addAll(List.of(options));
      RedisServer server =
          RedisServer.start(directory.resolve("node" + i), all.toArray(String[]::new));
      servers.add(server);
      command.add("127.0.0.1:" + server.port());
    }
    command.addAll(List.of("--cluster-replicas", "1", "--cluster-yes"));
    RedisServer.run(command);
    cluster.awaitOk();
    return cluster;
  }

  /** Its store's URL. */
  public String url() {
    return "redis-cluster://"
        + servers.stream()
            .map(server -> "127.0.0.1:" + server.port())
            .collect(Collectors.joining(","));
  }

  /** All six. */
  public List<RedisServer> servers() {
    return List.copyOf(servers);
  }

  /** Those that are masters now, as far as they live. */
  public List<RedisServer> masters() {
    return living().filter(server -> server.cli("role").startsWith("master")).toList();
  }

  /** Empties it. */
  public void flush() {
    masters().forEach(master -> master.cli("flushall"));
  }

  /**
   * Waits until every server that lives finds the cluster whole and every replica follows its
   * master: one that never had all is not elected.
   */
  public void awaitOk() {
    Patience.await(
        PATIENCE,
        () -> living()
            .allMatch(server ->
                server.cli("cluster", "info").contains("cluster_state:ok") && server.isInSync()),
        () -> "the cluster is not whole: "
            + living().map(server -> server.cli("cluster", "nodes")).toList());
  }

  @Override
  public void close() {
    servers.forEach(RedisServer::close);
  }

  /** Replicas first: a master knows only of those that have come to it. */
  private Stream<RedisServer> living() {
    return servers.reversed().stream()
        .filter(server -> LocalServer.answers("127.0.0.1", server.port()));
  }
}
