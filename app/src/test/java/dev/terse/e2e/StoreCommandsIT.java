package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read the configuration and open the store themselves. */
@Tag("slow")
final class StoreCommandsIT {
  private static final String S = TerseProcess.ROOT.resolve("examples/s.yaml").toString();

  @TempDir
  private Path directory;

  @Test
  void codes_ofS_areItsNumbers() throws Exception {
    Cli cli = Cli.in(directory);

    Result first = cli.run("codes", "--config", S, "--count", "3");
    assertThat(first.out()).isEqualTo("a\nb\nc\n");
    assertThat(first.err()).contains("made a new store");
    Result later = cli.run("codes", "--config", S, "--count", "2", "--from", "64");
    assertThat(later.out()).isEqualTo("_\naa\n");
    assertThat(later.err()).isEmpty();
    Result last = cli.run("codes", "--config", S, "--count", "9", "--from", "266302");
    assertThat(last.out()).isEqualTo("___\n");
    assertThat(last.status()).isEqualTo(1);
    assertThat(last.err()).contains("codes.max-length");
  }

  @Test
  void codes_shuffled_areThoseThatLinksGet() throws Exception {
    Cli cli = Cli.in(directory);
    String store = "rocksdb:" + directory.resolve("data");

    String listed = cli.run("codes", "--store.url", store, "--count", "2").line();
    try (TerseProcess server = TerseProcess.start(directory)) {
      Cli client = cli.with("TERSE_SERVER", server.url("").toString());
      String one = client.run("shorten", "https://example.com/1").line();
      String two = client.run("shorten", "https://example.com/2").line();
      assertThat(listed.lines().map(code -> server.url("/" + code).toString()))
          .containsExactly(one, two);
    }
  }

  @Test
  void reindex_ofNoStore_makesNone() throws Exception {
    Path missing = directory.resolve("missing");

    Result result = Cli.in(directory).run("reindex", "--store.url", "rocksdb:" + missing);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("no store is in " + missing);
    assertThat(missing).doesNotExist();
  }

  @Test
  void codes_readerGoesAway_endsQuietly() throws Exception {
    Result result = Cli.in(directory)
        .runProgram(
            "bash",
            "-c",
            String.join(" ", Cli.java())
                + " codes --count 1000000000 | head -n 2; echo ${PIPESTATUS[0]}");

    assertThat(result.out()).matches("[^\n]{5}\n[^\n]{5}\n0\n");
    assertThat(result.err()).doesNotContain("pipe").doesNotContain("Exception");
  }

  @Test
  void codes_diskFull_saysSoAndFails() throws Exception {
    Result result = Cli.in(directory)
        .runProgram("bash", "-c", String.join(" ", Cli.java()) + " codes --count 100 >/dev/full");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("terse: cannot write the codes").doesNotContain("\tat ");
  }

  @Test
  void codes_otherAlphabetThanTheStores_isRefused() throws Exception {
    Cli cli = Cli.in(directory);
    cli.run("codes", "--count", "1").line();
    try (TerseProcess server = TerseProcess.start(directory)) {
      cli.run("shorten", "https://example.com/", "--server", server.url("").toString())
          .line();
    }

    Result refused = cli.run("codes", "--count", "1", "--codes.alphabet", "abc");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("codes.alphabet was").contains("set it back");
  }

  @Test
  void store_openInServer_isRefusedToOthers() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory)) {
      String store = "rocksdb:" + directory.resolve("data");
      for (String[] command : new String[][] {
        {"codes", "--count", "1", "--store.url", store},
        {"reindex", "--store.url", store},
        {"serve", "--server.listen", "127.0.0.1:0", "--store.url", store}
      }) {
        Result result = Cli.in(directory).run(command);
        assertThat(result.status()).as(command[0]).isEqualTo(1);
        assertThat(result.err()).contains("is open in process").doesNotContain("Exception");
      }
      assertThat(new Wire(server).get("/-/health/ready").status()).isEqualTo(200);
    }
  }

  @Test
  void serve_portInUse_isOneSentence() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory)) {
      String address = server.url("").toString().substring("http://".length());

      Result result =
          Cli.in(directory).run("serve", "--server.listen", address, "--store.url", "rocksdb:two");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith("terse: cannot listen on " + address).hasLineCount(1);
    }
  }

  @Test
  void serve_manyFaults_listsAllAndEndsWith2() throws Exception {
    Files.writeString(directory.resolve("terse.yaml"), "server:\n  lisen: :80\n");

    Result result = Cli.in(directory)
        .with("TERSE_REDIRECT_STATUS", "200")
        .run("serve", "--links.reuse=perhaps", "--store.url", "oracle:x");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("server.lisen (terse.yaml line 2) is no setting: did you mean server.listen?")
        .contains("redirect.status (environment TERSE_REDIRECT_STATUS): '200' is none of")
        .contains("links.reuse (flag --links.reuse): 'perhaps' is neither true nor false");
    assertThat(Cli.in(directory.resolve(".."))
            .run("serve", "--store.url", "oracle:x")
            .err())
        .contains(
            "store.url (flag --store.url): no store has the scheme 'oracle': write one such as");
  }

  @Test
  void capacity_ofS_isExact() throws Exception {
    assertThat(Cli.in(directory).run("capacity", "--config", S).line())
        .isEqualTo("1\t64\t64\n2\t4096\t4160\n3\t262142\t266302");
    assertThat(Cli.in(directory)
            .run("capacity", "--config", S, "--codes.max-length", "5")
            .line())
        .endsWith("\t1090785341");
  }

  @Test
  void config_secrets_areMasked() throws Exception {
    String printed = Cli.in(directory)
        .with("TERSE_CODES_SECRET", "nobody may see this")
        .run("config", "--cache.size", "1MiB")
        .line();

    assertThat(printed)
        .contains("cache.size: '1MiB'  # flag --cache.size")
        .contains("codes.secret: '***'  # environment TERSE_CODES_SECRET")
        .doesNotContain("nobody may see this");
    Path file = Files.writeString(
        directory.resolve("printed.yaml"), printed.replace("'***'", "'another secret text'"));
    assertThat(Cli.in(directory).run("config", "--config", file.toString()).status())
        .isZero();
  }

  @Test
  void reindex_stoppedServer_countsItsLinks() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory)) {
      Cli.in(directory)
          .run("shorten", "https://example.com/", "--server", server.url("").toString())
          .line();
    }

    assertThat(Cli.in(directory)
            .run("reindex", "--store.url", "rocksdb:" + directory.resolve("data"))
            .line())
        .isEqualTo("1 link indexed");
  }

  @Test
  void completion_script_isBash() throws Exception {
    Cli cli = Cli.in(directory);
    Path script = Files.writeString(
        directory.resolve("completion"), cli.run("completion", "bash").line());

    assertThat(Files.readString(script)).contains("shorten").contains("--server.listen");
    assertThat(cli.runProgram("bash", "-n", script.toString()).status()).isZero();
  }
}
