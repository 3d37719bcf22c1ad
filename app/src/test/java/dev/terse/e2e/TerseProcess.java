package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A server of the packaged artifact, started as a process on a free port of loopback with a store
 * of its own. Closing it sends SIGTERM and expects exit status 0.
 */
public final class TerseProcess implements AutoCloseable {

  /** The checkout that is tested. */
  public static final Path ROOT = Path.of(System.getProperty("terse.root")).normalize();

  private static final String ARTIFACT =
      ROOT.resolve("app/target/terse/terse.jar").toString();

  private static final Duration START = Duration.ofMinutes(4);

  private static final int EXIT_SECONDS = 60;

  private final Process process;
  private final int port;
  private final Path log;

  private TerseProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts a server whose store is {@code directory/data}, and returns when it is ready. */
  public static TerseProcess start(Path directory, String... flags) throws IOException {
    return startUnder(List.of(), directory, directory.resolve("data"), flags);
  }

  /**
   * Starts a server whose store is {@code data}, and returns when it is ready.
   *
   * @param wrapper a program and its arguments that become the server, such as {@code strace -D};
   *     or nothing
   * @param directory takes what it prints
   */
  public static TerseProcess startUnder(
      List<String> wrapper, Path directory, Path data, String... flags) throws IOException {
    TerseProcess terse = launch(wrapper, directory, data, flags);
    terse.awaitReady();
    return terse;
  }

  /** As {@link #startUnder}, but returns at once. */
  public static TerseProcess launch(
      List<String> wrapper, Path directory, Path data, String... flags) throws IOException {
    return launch(wrapper, List.of("-jar", ARTIFACT), directory, "rocksdb:" + data, flags);
  }

  /**
   * Starts a server on the store at {@code url}, which may be another process's, and returns when
   * it is ready.
   *
   * @param more class path whose store providers it has beside its own, or nothing
   */
  public static TerseProcess startOn(String url, String more, Path directory, String... flags)
      throws IOException {
    List<String> program = more.isEmpty()
        ? List.of("-jar", ARTIFACT)
        : List.of("-cp", ARTIFACT + File.pathSeparator + more, "dev.terse.app.Main");
    TerseProcess terse = launch(List.of(), program, directory, url, flags);
    terse.awaitReady();
    return terse;
  }

  private static TerseProcess launch(
      List<String> wrapper, List<String> program, Path directory, String url, String... flags)
      throws IOException {
    int port = freePort();
    Path log = directory.resolve("terse-" + System.nanoTime() + ".log");
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(program);
    command.addAll(List.of("serve", "--server.listen", "127.0.0.1:" + port, "--store.url", url));
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    return new TerseProcess(process, port, log);
  }

  /** A URL of the server; {@code path} begins with a slash. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Kills the process as a crash would, without warning, and returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** The number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Returns when it is ready, or when it has ended; tells whether it is ready. */
  public boolean awaitReadyOrEnd() {
    Awaitility.await("the server is ready or gone")
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive() || isReady());
    return process.isAlive();
  }

  /** What the process has printed so far. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    awaitExit();
    assertThat(process.exitValue())
        .as("exit status after SIGTERM: %s", output())
        .isZero();
  }

  private void awaitExit() {
    process.onExit().orTimeout(EXIT_SECONDS, TimeUnit.SECONDS).join();
  }

  private void awaitReady() {
    Awaitility.await("the server is ready")
        .atMost(START)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          assertThat(process.isAlive()).as(output()).isTrue();
          return isReady();
        });
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) url("/-/health/ready").toURL().openConnection();
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
