package dev.terse.e2e.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.Link;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import dev.terse.e2e.Cli;
import dev.terse.e2e.Cli.Result;
import dev.terse.e2e.TerseProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is backed up while it serves, lost, and restored. */
@Tag("slow")
final class BackupIT {
  private static final int LINKS = 30;

  @TempDir
  private Path directory;

  @Test
  void backup_ofAServer_restoresWhatWasThereAndRepeatsNoCode() throws Exception {
    Cli cli = Cli.in(directory);
    Path file = directory.resolve("backup.tar");
    List<Link> kept;
    Set<String> codes = new HashSet<>();
    try (TerseProcess server = TerseProcess.start(directory)) {
      kept = shorten(server, codes);
      Result made = cli.run(
          "backup",
          file.toString(),
          "--store.url",
          "rocksdb:" + directory.resolve("data"),
          "--server.listen",
          server.url("").getAuthority());
      assertThat(made.line()).isEqualTo("backed up: 30 links and 0 tombstones in " + file);
      shorten(server, codes);
      server.kill();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(cli.run("verify-backup", file.toString()).line())
        .startsWith("verified: 30 links and 0 tombstones, as they were at ");
    Path restored = Files.createDirectory(directory.resolve("restored"));

    Result result =
        cli.run("restore", file.toString(), "--store.url", "rocksdb:" + restored.resolve("data"));

    assertThat(result.line()).startsWith("restored: 30 links and 0 tombstones");
    assertThat(result.err()).contains("new codes have 6 characters").hasLineCount(1);
    try (TerseProcess server = TerseProcess.start(restored)) {
      try (TerseClient client = new TerseClient(server.url(""))) {
        kept.forEach(link -> assertThat(client.get(link.code()).target()).isEqualTo(link.target()));
      }
      assertThat(codes).hasSize(2 * LINKS);
      shorten(server, codes);
      assertThat(codes).hasSize(3 * LINKS);
    }
  }

  @Test
  void restore_afterTheLostStore_goesOnWhereItWas() throws Exception {
    Cli cli = Cli.in(directory);
    String data = "rocksdb:" + directory.resolve("data");
    Set<String> codes = new HashSet<>();
    try (TerseProcess server = TerseProcess.start(directory)) {
      shorten(server, codes);
      cli.run("backup", "b.tar", "--server", server.url("").toString()).line();
      shorten(server, codes);
    }
    Path restored = Files.createDirectory(directory.resolve("restored"));

    Result result = cli.run(
        "restore", "b.tar", "--after", data, "--store.url", "rocksdb:" + restored.resolve("data"));

    assertThat(result.line()).startsWith("restored: 30 links");
    assertThat(result.err()).isEmpty();
    try (TerseProcess server = TerseProcess.start(restored)) {
      shorten(server, codes);
    }
    assertThat(codes).hasSize(3 * LINKS).allMatch(code -> code.length() == 5);
  }

  @Test
  void backup_ofAStoppedServersStore_opensIt() throws Exception {
    TerseProcess.start(directory).close();
    Cli cli = Cli.in(directory);

    assertThat(cli.run("backup", "b.tar").line())
        .isEqualTo("backed up: 0 links and 0 tombstones" + " in b.tar");
    Result again = cli.run("backup", "b.tar");

    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("cannot write b.tar, it exists");
    assertThat(directory.resolve("b.tar.part")).doesNotExist();
  }

  @Test
  void backup_withoutTheScope_isRefused() throws Exception {
    Cli cli = Cli.in(directory);
    try (TerseProcess server = TerseProcess.start(directory)) {
      String url = server.url("").toString();
      String key = cli.run("keys", "create", "reader", "--server", url).line();

      Result refused = cli.run("backup", "b.tar", "--server", url, "--key", key);

      assertThat(refused.status()).isEqualTo(4);
      assertThat(refused.err()).contains("lacks the scope admin");
      assertThat(directory.resolve("b.tar.part")).doesNotExist();
    }
  }

  @Test
  void backup_ofAnotherBackend_namesItsTool() throws Exception {
    Result refused =
        Cli.in(directory).run("backup", "b.tar", "--store.url", "postgresql://u@127.0.0.1:1/x");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("pg_dump").contains("./terse copy");
    assertThat(directory.resolve("b.tar.part")).doesNotExist();
  }

  private static List<Link> shorten(TerseProcess server, Set<String> codes) {
    List<Link> links = new ArrayList<>();
    try (TerseClient client = new TerseClient(URI.create(server.url("").toString()))) {
      for (int i = 0; i < LINKS; i++) {
        Link link = client.shorten(new NewLink(
            "https://example.com/" + codes.size(), null, null, null, null, null, false));
        links.add(link);
        codes.add(link.code());
      }
    }
    return links;
  }
}
