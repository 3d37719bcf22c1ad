package dev.terse.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A server's process on this machine. It ends with {@link #close()}, or with the JVM. What it
 * prints is kept in a file. Used by one thread.
 */
public final class LocalServer implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofMillis(200);

  /** Ports that were given out: their servers may not have begun to listen. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private final Process process;
  private final Path log;
  private final Thread end;

  private LocalServer(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.end = new Thread(() -> process.destroyForcibly());
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Starts {@code command} in {@code directory}, where {@code name.log} takes what it prints. */
  public static LocalServer start(Path directory, String name, List<String> command) {
    Path log = directory.resolve(name + ".log");
    try {
      Process process = new ProcessBuilder(command)
          .directory(directory.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
      return new LocalServer(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot start " + command.getFirst() + ": ./verify installs it", e);
    }
  }

  /**
   * A port of the loopback address that nobody listens to just now, and that nobody else of this
   * JVM was given.
   */
  public static int freePort() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Waits until {@code host:port} takes connections; throws IllegalStateException after
   * {@code patience}.
   */
  public LocalServer awaitPort(String host, int port, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (answers(host, port)) {
        return this;
      }
      Patience.pause();
    }
    close();
    throw new IllegalStateException("nothing listens on " + host + ":" + port + ":\n" + output());
  }

  /** Whether {@code host:port} takes connections. */
  public static boolean answers(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) CONNECT.toMillis());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** All that it has printed. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it at once, as kill -9 does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /**
   * Asks it to end, as kill does, and returns its exit status; throws IllegalStateException after
   * {@code patience}.
   */
  public int terminate(Duration patience) {
    process.destroy();
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("it does not end:\n" + output());
  }

  /** Makes it stand still without its knowing, until {@link #resume()}. */
  public void suspend() {
    signal("STOP");
  }

  /** Lets it go on after {@link #suspend()}. */
  public void resume() {
    signal("CONT");
  }

  /** Sends it the signal of that name; if it has ended, nobody gets it. */
  public void signal(String name) {
    if (!process.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    await();
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException _) {
      // The JVM is ending already, and the hook has run.
    }
  }

  private void await() {
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
