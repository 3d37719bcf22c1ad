package dev.terse.server.ancestors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.DigestAlgorithm;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.access.AuthMode;
import dev.terse.server.redirect.RedirectConfig;
import dev.terse.server.support.Ancestor;
import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SAncestorTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir
  Path directory;

  private final Ancestor ancestor = new Ancestor();

  @AfterEach
  void stop() {
    ancestor.close();
  }

  @BeforeEach
  void start() throws StartException {
    ServerConfig config = Configs.url(
        Configs.redirects(
            Configs.auth(ServerConfig.DEFAULT, AuthMode.OPEN),
            new RedirectConfig(RedirectStatus.MOVED_PERMANENTLY, Duration.ofHours(1), true)),
        "http://your.domain/");
    CodesConfig codes = new CodesConfig(
        GeneratorName.SEQUENTIAL,
        Alphabet.S,
        1,
        3,
        Set.of("get", "satan", "s3x"),
        false,
        "",
        CodeOrder.PLAIN,
        DigestAlgorithm.SHA_256,
        null,
        1);
    ancestor.start(directory, config, new AncestorsConfig(true, false, null), codes);
  }

  @Test
  void post_ofNewUrls_countsUp() {
    isAnswer(url("http://www.example.com/"), "[\"success\", \"http://your.domain/a\"]");
    isAnswer(url("http://www.example.com/x?y=z&a=b"), "[\"success\", \"http://your.domain/b\"]");
    isAnswer(url("http://www.example.com/"), "[\"success\", \"http://your.domain/a\"]");
    isAnswer(url("https://third.example/"), "[\"success\", \"http://your.domain/c\"]");
    Reply redirect = ancestor.server().ask("GET /b");
    assertThat(redirect.status()).isEqualTo(301);
    assertThat(redirect.header("Location")).isEqualTo("http://www.example.com/x?y=z&a=b");
    assertThat(ancestor.server().ask("GET /A").status()).isEqualTo(404);
  }

  @Test
  void post_withoutUrlInForm_saysSo() {
    isAnswer(ancestor.post("/get", FORM, ""), "[\"failure\", \"No url sent\"]");
    isAnswer(ancestor.post("/get", FORM, "url="), "[\"failure\", \"No url sent\"]");
    isAnswer(ancestor.post("/get", FORM, "URL=http://a.b/"), "[\"failure\", \"No url sent\"]");
    isAnswer(
        ancestor.post("/get", "application/json", "{\"url\":\"http://a.b/\"}"),
        "[\"failure\", \"No url sent\"]");
    isAnswer(ancestor.post("/get?url=http://a.b/", FORM, "x=y"), "[\"failure\", \"No url sent\"]");
    isAnswer(ancestor.server().ask("POST /get"), "[\"failure\", \"No url sent\"]");
  }

  @Test
  void post_ofLongUrl_isTakenUpTo2000() {
    String start = "http://example.com/";

    isAnswer(
        url(start + "x".repeat(2_001 - start.length())),
        "[\"failure\", \"Url length not accepted\"]");
    isAnswer(
        url(start + "x".repeat(2_000 - start.length())), "[\"success\", \"http://your.domain/a\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notaurl", "example.com", "javascript:alert(1)", "http://", "ftp://a.b/"})
  void post_ofNoUrl_failsAndTakesNoNumber(String url) {
    isAnswer(url(url), "[\"failure\", \"Url does not seem to be valid\"]");
    isAnswer(url("http://a.example/"), "[\"success\", \"http://your.domain/a\"]");
  }

  @Test
  void post_ofMalformedEscape_isNoUrl() {
    isAnswer(
        ancestor.post("/get", FORM, "url=http://a.b/100%"),
        "[\"failure\", \"Url does not seem to be valid\"]");
  }

  @Test
  void post_inMultipartForm_isRead() {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"url\"\r\n\r\nhttp://a.b/\r\n--B--\r\n";

    isAnswer(
        ancestor.post("/get", "multipart/form-data; boundary=B", body),
        "[\"success\", \"http://your.domain/a\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/get,404",
    "HEAD,/get,404",
    "DELETE,/get,405",
    "GET,/,404",
    "GET,/a/,404",
    "GET,/a/b,404",
    "POST,/a,405",
    "GET,/counter,404",
    "GET,/$1,404"
  })
  void otherRequests_areAnsweredAsSDid(String method, String path, int status) {
    url("http://a.example/");

    assertThat(ancestor.server().ask(method + " " + path).status()).isEqualTo(status);
  }

  @Test
  void post_toFullPool_saysWhatToDo() throws StartException {
    ancestor.start(
        directory,
        Configs.auth(ServerConfig.DEFAULT, AuthMode.OPEN),
        new AncestorsConfig(true, false, null),
        new CodesConfig(
            GeneratorName.SEQUENTIAL,
            new Alphabet("ab"),
            1,
            1,
            Set.of(),
            false,
            "",
            CodeOrder.PLAIN,
            DigestAlgorithm.SHA_256,
            null,
            1));
    url("http://a.example/1");
    url("http://a.example/2");

    Reply full = url("http://a.example/3");

    assertThat(full.status()).isEqualTo(507);
    assertThat(full.body()).startsWith("[\"failure\", \"").contains("max-length");
    assertThat(url("http://a.example/3").status()).isEqualTo(507);
    assertThat(url("http://a.example/1").status()).isEqualTo(200);
  }

  @Test
  void post_toFailingStore_is503() {
    ancestor.store().fail(Reason.UNAVAILABLE);

    Reply reply = url("http://a.example/");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body()).isEqualTo("[\"failure\", \"Some error occured\"]");
  }

  private Reply url(String url) {
    return ancestor.post("/get", FORM, "url=" + URLEncoder.encode(url, StandardCharsets.UTF_8));
  }

  private static void isAnswer(Reply reply, String body) {
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(reply.body()).isEqualTo(body);
  }
}
