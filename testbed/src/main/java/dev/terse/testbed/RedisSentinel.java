package dev.terse.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Redis master, its replica, and a sentinel that makes the replica master when the master has
 * been silent for three seconds. Used by one thread.
 */
public final class RedisSentinel implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** What a sentinel says of a replica that it has asked, and may therefore make master. */
  private static final String FOLLOWS = "master-link-status\nok";

  private final RedisServer master;
  private final RedisServer replica;
  private final LocalServer sentinel;
  private final int port;

  private RedisSentinel(RedisServer master, RedisServer replica, LocalServer sentinel, int port) {
    this.master = master;
    this.replica = replica;
    this.sentinel = sentinel;
    this.port = port;
  }

  /** Starts the three below {@code directory}. */
  public static RedisSentinel start(Path directory, String... options) {
    RedisServer master = RedisServer.start(directory.resolve("master"), options);
    RedisServer replica = RedisServer.start(directory.resolve("replica"), options);
    replica.cli("replicaof", "127.0.0.1", Integer.toString(master.port()));
    Patience.await(
        PATIENCE,
        () -> replica.isInSync() && master.isInSync(),
        () -> "the replica does not follow");
    int port = LocalServer.freePort();
    Path file = directory.resolve("sentinel.conf");
    try {
      Files.writeString(file, configuration(port, directory, master.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LocalServer sentinel = LocalServer.start(
            directory, "sentinel", List.of("redis-sentinel", file.toString()))
        .awaitPort("127.0.0.1", port, PATIENCE);
    List<String> question =
        List.of("redis-cli", "-p", Integer.toString(port), "sentinel", "replicas", "links");
    Patience.await(
        PATIENCE,
        () -> RedisServer.run(question).contains(FOLLOWS),
        () -> "the sentinel does not see the replica");
    return new RedisSentinel(master, replica, sentinel, port);
  }

  /** Its store's URL. */
  public String url() {
    return "redis-sentinel://127.0.0.1:" + port + "?master=links";
  }

  /** The server that was master first. */
  public RedisServer master() {
    return master;
  }

  /** The server that was its replica. */
  public RedisServer replica() {
    return replica;
  }

  @Override
  public void close() {
    sentinel.close();
    replica.close();
    master.close();
  }

  private static String configuration(int port, Path directory, int master) {
    return String.join(
        "\n",
        "port " + port,
        "bind 127.0.0.1",
        "dir " + directory,
        "sentinel monitor links 127.0.0.1 " + master + " 1",
        "sentinel down-after-milliseconds links 3000",
        "sentinel failover-timeout links 5000",
        "");
  }
}
