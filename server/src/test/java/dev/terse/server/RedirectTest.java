package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.server.redirect.RedirectConfig;
import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
  private static final String TARGET = "https://example.com/a%20b?c=d&e=%C3%A9#f";

  @TempDir
  static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() throws StartException {
    server = TestServer.start(directory.resolve("plain"), Setup.plain());
    link("go", null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void get_ofLink_redirectsToTheTargetsBytes() {
    for (int i = 0; i < 3; i++) {
      Reply reply = server.ask("GET /go");
      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.header("Location")).isEqualTo(TARGET);
      assertThat(reply.header("Cache-Control")).isEqualTo("private, no-store");
      assertThat(reply.header("Content-Length")).isEqualTo("0");
      assertThat(reply.headers()).doesNotContainKeys("access-control-allow-origin", "set-cookie");
    }
  }

  @Test
  void get_ofLink_isOneVisit() {
    link("visited", null);
    LinkKey key = LinkKey.of(new Code("visited"));
    LinkId id = Objects.requireNonNull(server.store().links().find(key)).id();

    server.ask("GET /visited");
    server.ask("GET /visited");
    server.ask("HEAD /visited");
    server.ask("GET /unknown");
    server.ask("POST /visited");

    // A visit is noted once its answer is on the way.
    Awaitility.await()
        .untilAsserted(() -> assertThat(server.visits())
            .filteredOn(visit -> visit.link().equals(id))
            .hasSize(2));
  }

  @ParameterizedTest
  @CsvSource({"301,true", "302,false", "307,false", "308,true"})
  void get_ofLinkWithItsOwnStatus_answersIt(int status, boolean permanent) {
    link("own" + status, status);

    Reply reply = server.ask("GET /own" + status);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Cache-Control"))
        .isEqualTo(permanent ? "private, max-age=3600" : "private, no-store");
  }

  @Test
  void get_withPermanentDefault_boundsIt() throws Exception {
    RedirectConfig permanent =
        new RedirectConfig(RedirectStatus.MOVED_PERMANENTLY, Duration.ofSeconds(77), true);
    Setup setup = Setup.plain().with(Configs.redirects(ServerConfig.DEFAULT, permanent));
    try (TestServer other = TestServer.start(directory.resolve("permanent"), setup)) {
      other.json("POST /-/api/v1/links", "{\"target\":\"https://a.b/\",\"code\":\"go\"}");

      Reply reply = other.ask("GET /go");

      assertThat(reply.status()).isEqualTo(301);
      assertThat(reply.header("Cache-Control")).isEqualTo("private, max-age=77");
    }
  }

  @Test
  void head_ofLink_isGetWithoutBody() {
    Reply reply = server.ask("HEAD /go");

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.header("Location")).isEqualTo(TARGET);
  }

  @Test
  void get_withQuery_ignoresIt() {
    assertThat(server.ask("GET /go?target=https://evil.example").header("Location"))
        .isEqualTo(TARGET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "FOO"})
  void otherMethods_onLink_are405(String method) {
    Reply reply = server.ask(method + " /go");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(reply.problem()).isEqualTo("method-not-allowed");
  }

  @Test
  void options_onLink_tellsMethods() {
    Reply reply = server.ask("OPTIONS /go");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/unknown",
        "/go/",
        "//",
        "//go",
        "/go//x",
        "/./go",
        "/../go",
        "/GO",
        "/go%20",
        "/%",
        "/%2",
        "/%zz",
        "/%ff",
        "/%C3",
        "/%00",
        "/go%0d%0aX:y",
        "/%2D/api/v1/links",
        "/-",
        "/a+b",
        "/go;x=1",
        "/%ED%A0%80",
        "/a\\b",
        "/go%2F",
        "/%252e"
      })
  void get_ofNoLink_is404(String path) {
    Reply reply = server.ask("GET " + path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.problem()).isEqualTo("link-unknown");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void get_ofVeryLongPath_is404() {
    assertThat(server.ask("GET /" + "a".repeat(10_000)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b,/a/b",
    "a/c,/a%2Fc",
    "a/d,/a%2fd",
    "caf\u00e9,/caf%C3%A9",
    "th\u00e9,/th\u00e9",
    "\u65e5\u672c,/%E6%97%A5%E6%9C%AC",
    "x~y,/x%7Ey",
    "gg,/%67%67",
    "..a,/..a"
  })
  void get_ofCodeSpeltAnyWay_findsIt(String code, String path) {
    link(code, null);

    assertThat(server.ask("GET " + path).status()).isEqualTo(302);
  }

  @Test
  void get_ofNoLinkByBrowser_isAPage() {
    Reply page = server.ask("GET /nope", "Accept: text/html,application/xhtml+xml,*/*;q=0.8");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(page.body()).contains("/nope").startsWith("<!");
    Reply script = server.ask("GET /<script>", "Accept: text/html");
    assertThat(script.body()).doesNotContain("<script>");
    assertThat(
            server.ask("GET /nope", "Accept: application/json, text/html;q=0.5").problem())
        .isEqualTo("link-unknown");
    assertThat(server.ask("GET /nope", "Accept: */*").problem()).isEqualTo("link-unknown");
  }

  @Test
  void get_afterEditAndDeletion_followsThem() {
    link("gone", null);
    server.ask("GET /gone");
    server.json("PATCH /-/api/v1/links/gone", "{\"target\":\"https://example.org/\"}");
    assertThat(server.ask("GET /gone").header("Location")).isEqualTo("https://example.org/");

    server.ask("DELETE /-/api/v1/links/gone");
    assertThat(server.ask("GET /gone").status()).isEqualTo(404);
  }

  @Test
  void get_afterMissAndCreation_findsTheLink() {
    assertThat(server.ask("GET /later").status()).isEqualTo(404);
    link("later", null);
    assertThat(server.ask("GET /later").status()).isEqualTo(302);
  }

  @Test
  void get_pipelined_answersInOrder() {
    link("two", 301);
    String head = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (var wire = server.connect()) {
      wire.send("GET /go" + head + "GET /unknown" + head + "GET /two" + head);

      assertThat(
              List.of(wire.reply().status(), wire.reply().status(), wire.reply().status()))
          .containsExactly(302, 404, 301);
    }
  }

  private static void link(String code, @Nullable Integer status) {
    JsonObject body =
        new JsonObject().put("target", TARGET).put("code", code).put("status", status);
    assertThat(server.json("POST /-/api/v1/links", body.encode()).status()).isEqualTo(201);
  }
}
