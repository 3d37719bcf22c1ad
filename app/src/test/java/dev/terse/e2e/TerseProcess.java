package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
final class TerseProcess implements AutoCloseable {

  /** The checkout that is tested. */
  static final Path ROOT = Path.of(System.getProperty("terse.root")).normalize();

  private static final Duration START = Duration.ofSeconds(60);

  private static final int EXIT_SECONDS = 30;

  private final Process process;
  private final int port;
  private final Path log;

  private TerseProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts a server whose store is {@code directory/data}, and returns when it is ready. */
  static TerseProcess start(Path directory, String... flags) throws IOException {
    int port = freePort();
    Path log = directory.resolve("terse-" + System.nanoTime() + ".log");
    List<String> command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        ROOT.resolve("app/target/terse/terse.jar").toString(),
        "serve",
        "--server.listen",
        "127.0.0.1:" + port,
        "--store.url",
        "rocksdb:" + directory.resolve("data")));
    command.addAll(List.of(flags));
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    TerseProcess terse = new TerseProcess(process, port, log);
    terse.awaitReady();
    return terse;
  }

  /** A URL of the server; {@code path} begins with a slash. */
  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** Kills the process as a crash would, without warning, and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** What the process has printed so far. */
  String output() {
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
