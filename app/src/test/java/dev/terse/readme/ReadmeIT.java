package dev.terse.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README says, in a copy of what git would clone: each {@code $} line of a console
 * block must succeed. {@code ./terse serve} runs until the end, on a free port instead of 8080.
 */
@Tag("slow")
final class ReadmeIT {

  private static final Path ROOT = Path.of(System.getProperty("terse.root")).normalize();

  @TempDir
  Path clone;

  @Test
  void commands_runInAFreshClone_succeed() throws Exception {
    copyWhatGitWouldClone();
    int port = freePort();
    Process server = null;
    try {
      for (String command : commands()) {
        if (command.equals("./terse serve")) {
          server = start(command, port);
          awaitServer(server, port);
        } else {
          run(command, port);
        }
      }
      assertThat(server).as("the README starts a server").isNotNull();
    } finally {
      if (server != null) {
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).as("./terse serve after SIGTERM").isZero();
      }
    }
  }

  private static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    boolean console = false;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith("$ ")) {
        commands.add(line.substring(2));
      }
    }
    return commands;
  }

  private void copyWhatGitWouldClone() throws Exception {
    Process git = new ProcessBuilder("git", "ls-files", "-co", "--exclude-standard")
        .directory(ROOT.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    for (String name : git.inputReader().lines().toList()) {
      Path from = ROOT.resolve(name);
      if (Files.exists(from)) {
        Path to = clone.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    assertThat(git.waitFor()).isZero();
  }

  private void run(String command, int port) throws Exception {
    Process process = start(command, port);
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
    assertThat(process.exitValue())
        .as("%s: %s", command, Files.readString(output(command)))
        .isZero();
  }

  private Process start(String command, int port) throws IOException {
    String here = command.replace("localhost:8080", "localhost:" + port);
    ProcessBuilder builder = new ProcessBuilder(
            "bash", "-c", (here.startsWith("curl") ? "" : "exec ") + here)
        .directory(clone.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output(command).toFile());
    builder
        .environment()
        .putAll(Map.of(
            "TERSE_SERVER_LISTEN", "127.0.0.1:" + port,
            "TERSE_SERVER", "http://127.0.0.1:" + port));
    return builder.start();
  }

  private Path output(String command) {
    return clone.resolve("output-" + Integer.toHexString(command.hashCode()) + ".txt");
  }

  private void awaitServer(Process server, int port) {
    Awaitility.await("the server answers")
        .atMost(Duration.ofMinutes(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          assertThat(server.isAlive())
              .as(Files.readString(output("./terse serve")))
              .isTrue();
          Process curl = new ProcessBuilder(
                  "curl", "-sf", "-o", "/dev/null", "http://127.0.0.1:" + port + "/-/health/ready")
              .start();
          return curl.waitFor() == 0;
        });
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
