package dev.terse.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis on a port of the loopback address, with its data in a directory. Used by one thread. */
public final class RedisServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Lines: what it is, how far, and of its one replica the address, the port and how far. */
  private static final int ROLE_OF_A_MASTER = 5;

  private final Path directory;
  private final int port;
  private final List<String> options;
  private LocalServer process;

  private RedisServer(Path directory, int port, List<String> options) {
    this.directory = directory;
    this.port = port;
    this.options = options;
    this.process = launch();
  }

  /** Starts one on a free port; {@code options} are as on the command line of redis-server. */
  public static RedisServer start(Path directory, String... options) {
    return start(directory, LocalServer.freePort(), options);
  }

  /** Starts one on {@code port}. */
  public static RedisServer start(Path directory, int port, String... options) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RedisServer(directory, port, List.of(options));
  }

  /** Starts one that loses nothing it has acknowledged. */
  public static RedisServer durable(Path directory, String... options) {
    List<String> all = new ArrayList<>(List.of("--appendonly", "yes", "--appendfsync", "always"));
    all.addAll(List.of(options));
    return start(directory, all.toArray(String[]::new));
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** Its process. */
  public LocalServer process() {
    return process;
  }

  /** Its store's URL. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** What redis-cli prints for {@code command}; throws IllegalStateException if it fails. */
  public String cli(String... command) {
    List<String> all = new ArrayList<>(List.of("redis-cli", "-e", "-p", Integer.toString(port)));
    all.addAll(List.of(command));
    return run(all);
  }

  /**
   * Whether it is a replica that has all its master had, or a master that sends its replicas what
   * it is told: it begins a second after they have the rest.
   */
  boolean isInSync() {
    String replication = cli("info", "replication");
    return replication.contains("role:master")
        ? !replication.contains("state=") || replication.contains("state=online")
        : replication.contains("master_link_status:up");
  }

  /** Returns when its replica has all that it was told before; throws if it has none. */
  public void awaitReplicated() {
    long told = offsets().getFirst();
    Patience.await(
        PATIENCE, () -> offsets().getLast() >= told, () -> "its replica is behind: " + cli("role"));
  }

  /** How far it is as a master, and how far its replica is. */
  private List<Long> offsets() {
    List<String> role = cli("role").lines().toList();
    if (role.size() != ROLE_OF_A_MASTER) {
      throw new IllegalStateException("no master with one replica: " + role);
    }
    return List.of(Long.valueOf(role.get(1)), Long.valueOf(role.getLast()));
  }

  /** Starts it again, after its process was killed, with its data. */
  public void restart() {
    process = launch();
  }

  /** Ends it. Its data stay. */
  @Override
  public void close() {
    process.close();
  }

  private LocalServer launch() {
    List<String> command = new ArrayList<>(List.of(
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--dir",
        directory.toString(),
        "--save",
        "",
        "--repl-diskless-sync-delay",
        "0"));
    command.addAll(options);
    return LocalServer.start(directory, "redis-" + port, command)
        .awaitPort("127.0.0.1", port, PATIENCE);
  }

  static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
