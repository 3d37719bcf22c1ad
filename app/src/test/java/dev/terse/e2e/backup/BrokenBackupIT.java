package dev.terse.e2e.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.e2e.Cli;
import dev.terse.e2e.Cli.Result;
import dev.terse.e2e.TerseProcess;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks off leaves no backup, and nothing that takes room. */
@Tag("slow")
final class BrokenBackupIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir
  private Path directory;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void backup_serverBreaksOff_leavesNoFile() throws Exception {
    try (HalfServer server = new HalfServer(half(), false)) {
      Result result = Cli.in(directory).run("backup", "b.tar", "--server", server.url());

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("the backup broke off").contains("run it again");
      assertThat(directory.resolve("b.tar")).doesNotExist();
      assertThat(directory.resolve("b.tar.part")).doesNotExist();
    }
  }

  @Test
  void backup_clientIsKilled_leavesNoFileAndIsMadeAnew() throws Exception {
    Path part = directory.resolve("b.tar.part");
    try (HalfServer server = new HalfServer(half(), true)) {
      Process client = start("backup", "b.tar", "--server", server.url());
      Awaitility.await("the client is at work")
          .atMost(SOON)
          .until(() -> Files.exists(part) && Files.size(part) > 0);
      Result second = Cli.in(directory).run("backup", "b.tar", "--server", server.url());
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.err()).contains("another process is writing it");
      client.destroyForcibly().waitFor();
    }
    assertThat(directory.resolve("b.tar")).doesNotExist();
    assertThat(part).exists();

    TerseProcess.start(directory).close();
    Cli.in(directory).run("backup", "b.tar").line();

    assertThat(part).doesNotExist();
    Cli.in(directory).run("verify-backup", "b.tar").line();
  }

  @Test
  void backup_serverIsKilled_leavesNoCheckpointAfterTheNextStart() throws Exception {
    Path checkpoint = directory.resolve("data/checkpoint");
    fill();
    try (TerseProcess server = TerseProcess.start(directory);
        Socket slow = ask(server.url(""))) {
      InputStream in = slow.getInputStream();
      assertThat(in.readNBytes(12)).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 200");
      assertThat(checkpoint).isDirectory();
      Result other =
          Cli.in(directory).run("backup", "b.tar", "--server", server.url("").toString());
      assertThat(other.status()).isEqualTo(4);
      assertThat(other.err()).contains("under way already");
      server.kill();
    }
    assertThat(checkpoint).isDirectory();

    try (TerseProcess server = TerseProcess.start(directory)) {
      assertThat(checkpoint).doesNotExist();
      Cli.in(directory)
          .run("backup", "b.tar", "--server", server.url("").toString())
          .line();
      assertThat(checkpoint).doesNotExist();
    }
  }

  @Test
  void backup_clientGoesAway_letsGoOfTheCheckpoint() throws Exception {
    Path checkpoint = directory.resolve("data/checkpoint");
    fill();
    try (TerseProcess server = TerseProcess.start(directory)) {
      try (Socket slow = ask(server.url(""))) {
        slow.getInputStream().readNBytes(12);
        assertThat(checkpoint).isDirectory();
      }

      Awaitility.await("the checkpoint is gone")
          .atMost(SOON)
          .until(() -> Files.notExists(checkpoint));
    }
  }

  @Test
  void backupAndRestore_diskFull_sayItAndLeaveNothing() throws Exception {
    fill();
    Cli cli = Cli.in(directory);
    Path disk = Files.createDirectory(directory.resolve("disk"));
    cli.runProgram("mount", "-t", "tmpfs", "-o", "size=1m", "terse-test", disk.toString())
        .line();
    try {
      Result full = cli.run("backup", disk.resolve("b.tar").toString());
      assertThat(full.status()).isEqualTo(1);
      assertThat(full.err()).contains("No space left on device").hasLineCount(1);
      assertThat(disk).isEmptyDirectory();

      cli.run("backup", "b.tar").line();
      Result restore =
          cli.run("restore", "b.tar", "--store.url", "rocksdb:" + disk.resolve("data"));
      assertThat(restore.status()).isEqualTo(1);
      assertThat(restore.err()).contains("No space left on device").hasLineCount(1);
      Result verify = cli.run("verify-backup", "b.tar", "--directory", disk.toString());
      assertThat(verify.status()).isEqualTo(1);
      assertThat(verify.err()).contains("No space left on device").hasLineCount(1);
      assertThat(disk).isEmptyDirectory();
    } finally {
      cli.runProgram("umount", disk.toString());
    }
  }

  @Test
  void restore_killed_leavesNoStoreAndIsMadeAnew() throws Exception {
    fill();
    Cli cli = Cli.in(directory);
    cli.run("backup", "b.tar").line();
    Path pipe = directory.resolve("pipe");
    cli.runProgram("mkfifo", pipe.toString()).line();
    Process feeder = new ProcessBuilder(
            "sh", "-c", "exec 3>pipe; head -c 2000000 b.tar >&3; exec sleep 600")
        .directory(directory.toFile())
        .start();
    started.add(feeder);
    String to = "rocksdb:" + directory.resolve("restored");
    Process restore = start("restore", pipe.toString(), "--store.url", to);
    Path db = directory.resolve("restored/db");
    Awaitility.await("the restore is at work")
        .atMost(SOON)
        .until(() -> Files.exists(db) && sizeOf(db) > 0);

    restore.destroyForcibly().waitFor();

    Result opened = cli.run("reindex", "--store.url", to);
    assertThat(opened.status()).isEqualTo(1);
    assertThat(opened.err()).contains("no store is in");
    assertThat(cli.run("restore", "b.tar", "--store.url", to).line()).startsWith("restored: ");
    assertThat(cli.run("reindex", "--store.url", to).line()).isEqualTo("2500 links indexed");
  }

  private static long sizeOf(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private Process start(String... arguments) throws Exception {
    List<String> command = Cli.java();
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
    started.add(process);
    return process;
  }

  private static Socket ask(URI server) throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 << 10);
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.getPort()));
    socket
        .getOutputStream()
        .write(("POST /-/api/v1/backup HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nContent-Length: 0\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** More than the buffers between a server and its client hold, and than compression saves. */
  private void fill() {
    Random random = new Random(1);
    try (Store store = StoreUrl.parse("rocksdb:" + directory.resolve("data")).open()) {
      List<Link> links = new ArrayList<>();
      for (int i = 0; i < 2_500; i++) {
        StringBuilder target = new StringBuilder("https://example.com/");
        while (target.length() < 8_000) {
          target.append(Long.toHexString(random.nextLong()));
        }
        Instant now = Instant.ofEpochMilli(1_700_000_000_000L + i);
        links.add(new Link(
            LinkId.create(now, random),
            LinkKey.of(new Code("c" + i)),
            new Target(target.toString()),
            LinkDetails.NONE,
            History.begin(now, null)));
      }
      for (List<Link> some : List.of(links.subList(0, 1_250), links.subList(1_250, 2_500))) {
        assertThat(store.links().createAll(some)).isEmpty();
      }
    }
  }

  private byte[] half() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    TerseProcess.start(other).close();
    Cli.in(other).run("backup", "b.tar").line();
    byte[] whole = Files.readAllBytes(other.resolve("b.tar"));
    return Arrays.copyOf(whole, whole.length / 2);
  }
}
