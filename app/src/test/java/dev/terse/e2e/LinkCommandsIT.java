package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.Cli.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a server, as people and scripts run them. */
@Tag("slow")
final class LinkCommandsIT {

  @TempDir
  private Path directory;

  @Test
  void link_wholeLife_isSeenByEveryCommand() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory)) {
      Cli cli = cli(server);
      assertThat(cli.run("shorten", "https://example.com/a", "--code", "a", "--title", "A")
              .line())
          .isEqualTo(server.url("/a").toString());
      String drawn = cli.run("shorten", "https://example.com/b").line();
      assertThat(drawn).matches(server.url("/") + "[A-Za-z0-9]{5}");

      assertThat(cli.run("show", "a").line())
          .contains("target   https://example.com/a", "title    A", "visits   0");
      assertThat(cli.run("show", "a", "--json").line())
          .startsWith("{\"id\":\"")
          .contains("\"code\":\"a\"", "\"target\":\"https://example.com/a\"", "\"version\":1");
      assertThat(cli.run("list").line().lines().map(line -> line.split("\t", -1)[3]))
          .containsExactly("https://example.com/b", "https://example.com/a");
      assertThat(cli.run("list", "--limit", "1", "--json").line())
          .startsWith("[{")
          .contains("example.com/b")
          .doesNotContain("example.com/a");

      assertThat(cli.run("edit", "a", "--target", "https://example.com/c", "--title", "")
              .line())
          .contains("https://example.com/c")
          .doesNotContain("title");
      assertThat(cli.run("edit", "a", "--note", "late", "--if-version", "1").status())
          .isEqualTo(4);

      assertThat(cli.run("delete", "a").line()).isEmpty();
      Result gone = cli.run("show", "a");
      assertThat(gone.status()).isEqualTo(3);
      assertThat(gone.err()).startsWith("terse: ").doesNotContain("Exception");
    }
  }

  @Test
  void shorten_refused_saysWhy() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory)) {
      Cli cli = cli(server);
      cli.run("shorten", "https://example.com/", "--code", "taken").line();

      Result taken = cli.run("shorten", "https://example.com/2", "--code", "taken");
      assertThat(taken.status()).isEqualTo(4);
      assertThat(taken.err()).contains("taken");
      Result invalid = cli.run("shorten", "javascript:alert(1)");
      assertThat(invalid.status()).isEqualTo(4);
      assertThat(invalid.err()).contains("javascript");
      Result loop = cli.run("shorten", server.url("/taken").toString());
      assertThat(loop.status()).isEqualTo(4);
      assertThat(loop.err()).contains("leads back");
    }
  }

  @Test
  void list_query_findsByWords() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory)) {
      Cli cli = cli(server);
      cli.run("shorten", "https://example.com/1", "--title", "Yearly report").line();
      cli.run("shorten", "https://example.com/2", "--title", "Holiday").line();

      assertThat(cli.run("list", "--query", "report").line())
          .contains("Yearly report")
          .doesNotContain("Holiday");
      Result nothing = cli.run("list", "--query", "absent");
      assertThat(nothing.line()).isEmpty();
      assertThat(nothing.err()).isEqualToIgnoringNewLines("no link matches");
    }
  }

  @Test
  void commands_noServer_sayHowToStartOne() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    Result result = Cli.in(directory).run("list", "--server", "http://127.0.0.1:" + port);

    assertThat(result.status()).isEqualTo(5);
    assertThat(result.err()).contains("nothing answers at").contains("./terse serve");
  }

  @Test
  void keys_modeKeys_onlyTheyOpenTheApi() throws Exception {
    try (TerseProcess server = TerseProcess.start(directory, "--auth.mode", "keys")) {
      Result refused = cli(server).run("list");
      assertThat(refused.status()).isEqualTo(4);
      assertThat(refused.err()).contains("TERSE_API_KEY");

      String first = firstKey(server);
      Path file = Files.writeString(directory.resolve("key"), first + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Cli admin = cli(server).with("TERSE_API_KEY_FILE", file.toString());
      String made = admin.run("keys", "create", "ci").line();
      Cli ci = cli(server).with("TERSE_API_KEY", made);

      assertThat(ci.run("shorten", "https://example.com/", "--code", "a").status())
          .isZero();
      assertThat(ci.run("show", "a").line()).contains(" by ci");
      assertThat(ci.run("keys", "list").status()).isEqualTo(4);

      String list = admin.run("keys", "list").line();
      assertThat(list.lines().map(line -> line.split("\t", -1)[1]))
          .containsExactly("administrator", "ci");
      assertThat(list).doesNotContain(made).doesNotContain(first);
      String id = list.lines().toList().getLast().split("\t", -1)[0];
      assertThat(admin.run("keys", "revoke", id).status()).isZero();
      assertThat(admin.run("keys", "revoke", id).status()).isEqualTo(3);
      assertThat(ci.run("list").status()).isEqualTo(4);
    }
    try (TerseProcess again = TerseProcess.start(directory, "--auth.mode", "keys")) {
      assertThat(again.output()).doesNotContain("terse_");
    }
  }

  private Cli cli(TerseProcess server) {
    return Cli.in(directory).with("TERSE_SERVER", server.url("").toString());
  }

  private static String firstKey(TerseProcess server) {
    return server
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("terse_"))
        .findFirst()
        .orElseThrow();
  }
}
