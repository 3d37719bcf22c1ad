package dev.terse.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A memcached of 16 MiB on a port of its own, which it keeps over restarts. */
public final class MemcachedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String HOST = "127.0.0.1";

  private final Path directory;
  private final int port;
  private LocalServer process;

  private MemcachedServer(Path directory, int port) {
    this.directory = directory;
    this.port = port;
    this.process = run();
  }

  /** Starts one whose log goes to {@code directory}. */
  public static MemcachedServer start(Path directory) {
    return new MemcachedServer(directory, LocalServer.freePort());
  }

  /** HOST:PORT. */
  public String address() {
    return HOST + ":" + port;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The process, to torment. */
  public LocalServer process() {
    return process;
  }

  /** Kills it; all it held is lost. */
  public void kill() {
    process.kill();
  }

  /** Starts it again, empty, on the same port. */
  public void restart() {
    process.close();
    process = run();
  }

  private LocalServer run() {
    List<String> command =
        List.of("memcached", "-u", "nobody", "-l", HOST, "-p", Integer.toString(port), "-m", "16");
    return LocalServer.start(directory, "memcached-" + port, command)
        .awaitPort(HOST, port, PATIENCE);
  }

  @Override
  public void close() {
    process.close();
  }
}
