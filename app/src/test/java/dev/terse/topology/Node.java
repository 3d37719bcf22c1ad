package dev.terse.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.TerseClient;
import dev.terse.testbed.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A node of the packaged artifact on a port that it keeps when it is started again. Used by one
 * thread.
 */
final class Node implements AutoCloseable {
  /** The checkout that is tested. */
  static final Path ROOT = Path.of(System.getProperty("terse.root")).normalize();

  private static final Duration START = Duration.ofMinutes(4);
  private static final Pattern KEY = Pattern.compile("^ {2}(terse_\\S+)$", Pattern.MULTILINE);

  private final Path directory;
  private final Path log;
  private final List<String> command;
  private final int port = LocalServer.freePort();
  private Process process;

  private Node(Path directory, String name, List<String> settings) throws IOException {
    this.directory = directory;
    this.log = directory.resolve(name + ".log");
    this.command = new ArrayList<>(List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        ROOT.resolve("app/target/terse/terse.jar").toString(),
        "serve",
        "--server.listen",
        "127.0.0.1:" + port));
    this.command.addAll(settings);
    this.process = launch();
  }

  /** Starts a node with {@code settings}, which are flags, and returns when it is ready. */
  static Node start(Path directory, String name, List<String> settings) throws IOException {
    Node node = new Node(directory, name, settings);
    node.awaitReady();
    return node;
  }

  /** HOST:PORT. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** The administrator's key that it has shown. */
  String key() throws IOException {
    Matcher key = KEY.matcher(Files.readString(log));
    assertThat(key.find()).as(Files.readString(log)).isTrue();
    return key.group(1);
  }

  /** Sends SIGTERM; the node must end with status 0. */
  void stop() throws Exception {
    process.destroy();
    assertThat(process.waitFor(40, TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  /** Kills it as kill -9 does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
  }

  /** Starts it again after {@link #stop()} or {@link #kill()}, and returns when it is ready. */
  void restart() throws IOException {
    process = launch();
    awaitReady();
  }

  @Override
  public void close() {
    kill();
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void awaitReady() {
    try (TerseClient client = new TerseClient(URI.create("http://" + address()))) {
      Awaitility.await("the node is ready")
          .atMost(START)
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(() -> {
            if (!process.isAlive()) {
              throw new AssertionError(Files.readString(log));
            }
            return client.isReady();
          });
    }
  }
}
