package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a server ends, and what it leaves behind. */
@Tag("slow")
final class EndingIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir
  private Path directory;

  private Path temporary;

  @BeforeEach
  void makeTemporary() throws IOException {
    temporary = Files.createDirectory(directory.resolve("tmp"));
  }

  @Test
  void sigterm_visitsNotYetWritten_areWritten() throws Exception {
    int visits = 25;
    try (TerseProcess server = TerseProcess.start(directory, "--visits.flush", "1s")) {
      Cli.in(directory)
          .run(
              "shorten",
              "https://example.com/",
              "--code",
              "a",
              "--server",
              server.url("").toString())
          .line();
      Wire wire = new Wire(server);
      for (int i = 0; i < visits; i++) {
        assertThat(wire.get("/a").status()).isEqualTo(302);
      }
    }
    try (TerseProcess server = TerseProcess.start(directory)) {
      assertThat(Cli.in(directory)
              .run("show", "a", "--server", server.url("").toString())
              .line())
          .contains("visits   " + visits);
    }
  }

  @Test
  void demo_sigterm_leavesNothing() throws Exception {
    Process demo = demo();
    assertThat(files()).isNotEmpty();

    demo.destroy();

    assertThat(demo.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void demo_killed_leavesNothing() throws Exception {
    Process demo = demo();
    assertThat(files()).isNotEmpty();

    demo.destroyForcibly();

    Awaitility.await("the demo's files are gone")
        .atMost(SOON)
        .until(() -> files().isEmpty());
  }

  @Test
  void demo_whatEarlierOnesLeft_isDeletedUnlessTheyRun() throws Exception {
    Path left = Files.createDirectories(temporary.resolve("terse-demo-1/store"));
    Files.writeString(left.resolve("file"), "");
    Process first = demo();
    assertThat(left).doesNotExist();
    List<Path> ofFirst = files();

    Process second = demo();

    assertThat(files()).containsAll(ofFirst).hasSizeGreaterThan(ofFirst.size());
    first.destroy();
    second.destroy();
    assertThat(first.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(files()).isEmpty();
  }

  /** A demo that has printed its links. */
  private Process demo() throws IOException {
    List<String> command = new ArrayList<>(Cli.java("-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("serve", "--demo", "--server.listen", "127.0.0.1:0"));
    Path log = Files.createTempFile(directory, "demo", ".log");
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
    Awaitility.await("the demo's links").atMost(SOON).until(() -> {
      assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
      return Files.readString(log).contains("https://url.spec.whatwg.org/");
    });
    return process;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }
}
