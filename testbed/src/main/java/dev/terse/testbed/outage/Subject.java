package dev.terse.testbed.outage;

import dev.terse.testbed.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server of the packaged artifact, as a process of its own. Used by one thread. */
public final class Subject implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(50);

  private final LocalServer process;
  private final int port;

  private Subject(LocalServer process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts {@code jar} in {@code directory}, and returns when it lives.
   *
   * @param flags settings, beside the address
   */
  public static Subject start(Path jar, Path directory, List<String> flags) {
    int port = LocalServer.freePort();
    List<String> command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        jar.toString(),
        "serve",
        "--server.listen",
        "127.0.0.1:" + port));
    command.addAll(flags);
    LocalServer process =
        LocalServer.start(directory, "terse-" + port, command).awaitPort("127.0.0.1", port, START);
    return new Subject(process, port);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** What it has printed. */
  public String output() {
    return process.output();
  }

  /** The status of {@code GET path}, or -1 if there was no answer. */
  public int status(String path) {
    try (HttpWire wire = new HttpWire(port)) {
      return wire.get(path).status();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Makes a link with that code; returns the status, or -1 if there was no answer. */
  public int shorten(String code) {
    try (HttpWire wire = new HttpWire(port)) {
      return wire.post(
              "/-/api/v1/links", "{\"target\":\"" + target(code) + "\",\"code\":\"" + code + "\"}")
          .status();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Returns once {@code GET path} has {@code status}, and how long that took. */
  public Duration await(String path, int status, Duration patience) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < patience.toNanos()) {
      if (status(path) == status) {
        return Duration.ofNanos(System.nanoTime() - began);
      }
      pause(POLL);
    }
    throw new IllegalStateException(
        path + " was not " + status + " within " + patience + ":\n" + output());
  }

  /** Sends SIGTERM, and returns the exit status. */
  public int terminate(Duration patience) {
    return process.terminate(patience);
  }

  /** Whether the process is there. */
  public boolean isAlive() {
    return ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  /** How many of the kernel's threads it has. */
  int threads() {
    try (var tasks = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      return (int) tasks.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String target(String code) {
    return "https://example.com/" + code;
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
