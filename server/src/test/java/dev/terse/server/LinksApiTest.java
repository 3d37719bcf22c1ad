package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksApiTest {
  private static final String LINKS = "/-/api/v1/links";
  private static final String TARGET = "https://example.com/x?y=z";

  @TempDir
  static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() throws StartException {
    server = TestServer.start(directory, TestServer.Setup.plain());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void create_withTargetOnly_drawsCode() {
    Reply reply = server.json("POST " + LINKS, "{\"target\":\"" + TARGET + "\"}");

    assertThat(reply.status()).isEqualTo(201);
    JsonObject link = reply.json();
    String code = link.getString("code");
    assertThat(reply.header("Location")).isEqualTo(LINKS + "/" + code);
    assertThat(reply.header("ETag")).isEqualTo("\"1\"");
    assertThat(link.getString("target")).isEqualTo(TARGET);
    assertThat(link.getString("shortUrl"))
        .isEqualTo("http://localhost:" + server.port() + "/" + code);
    assertThat(link.getString("created"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")
        .isEqualTo(link.getString("changed"));
    assertThat(link.getValue("status")).isNull();
    assertThat(server.ask("GET /" + code).header("Location")).isEqualTo(TARGET);
  }

  @Test
  void create_withEverything_keepsIt() {
    JsonObject body = new JsonObject()
        .put("target", TARGET)
        .put("code", "all/\u00fc")
        .put("title", "T\u00eftle \uD83D\uDE00")
        .put("note", "two\nlines")
        .put("status", 308)
        .put("reuse", false);

    Reply reply = server.json("POST " + LINKS, body.encode());

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Location")).isEqualTo(LINKS + "/all%2F%C3%BC");
    JsonObject link = server.ask("GET " + LINKS + "/all%2F%C3%BC").json();
    for (String field : List.of("target", "code", "title", "note", "status")) {
      assertThat(link.getValue(field)).as(field).isEqualTo(body.getValue(field));
    }
  }

  @Test
  void create_again_reusesOnlyIfAsked() {
    String target = "{\"target\":\"https://reuse.example/\"";
    Reply first = server.json("POST " + LINKS, target + "}");

    Reply same = server.json("POST " + LINKS, target + ",\"reuse\":true}");
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.json().getString("id")).isEqualTo(first.json().getString("id"));
    Reply other = server.json("POST " + LINKS, target + "}");
    assertThat(other.status()).isEqualTo(201);
    Reply digest = server.json("POST " + LINKS, target + ",\"generator\":\"random\"}");
    assertThat(digest.json().getString("code")).hasSizeGreaterThanOrEqualTo(11);
  }

  @Test
  void create_withTakenCode_is409_evenOnceDeleted() {
    String body = "{\"target\":\"" + TARGET + "\",\"code\":\"once\"}";
    server.json("POST " + LINKS, body);

    assertThat(server.json("POST " + LINKS, body).problem()).isEqualTo("code-taken");
    assertThat(server.ask("DELETE " + LINKS + "/once").status()).isEqualTo(204);
    assertThat(server.json("POST " + LINKS, body).problem()).isEqualTo("code-taken");
    assertThat(server.ask("GET " + LINKS + "/once").problem()).isEqualTo("link-unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|invalid-field|target",
        "{\"tarjet\":\"x\"}|invalid-field|tarjet",
        "{\"target\":1}|invalid-field|target",
        "{\"target\":null}|invalid-field|target",
        "{\"target\":\"https://a.b\",\"status\":303}|invalid-field|status",
        "{\"target\":\"https://a.b\",\"status\":\"301\"}|invalid-field|status",
        "{\"target\":\"https://a.b\",\"title\":[]}|invalid-field|title",
        "{\"target\":\"https://a.b\",\"title\":\"\\ud800\"}|invalid-field|title",
        "{\"target\":\"https://a.b\",\"generator\":\"x\"}|invalid-field|generator",
        "{\"target\":\"https://a.b\",\"reuse\":1}|invalid-field|reuse",
        "{\"target\":\"https://a.b\",\"code\":\"a b\"}|invalid-code|code",
        "{\"target\":\"https://a.b\",\"code\":\"\"}|invalid-code|code",
        "{\"target\":\"https://a.b\",\"code\":\"a/../b\"}|invalid-code|code",
        "{\"target\":\"\"}|invalid-target|target",
        "{\"target\":\"javascript:alert(1)\"}|invalid-target|target"
      })
  void create_withFaultyField_namesIt(String body, String problem, String field) {
    Reply reply = server.json("POST " + LINKS, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo(problem);
    assertThat(reply.json().getString("field")).isEqualTo(field);
    assertThat(reply.json().getString("detail")).endsWith(".");
    assertThat(reply.json().getString("remedy")).endsWith(".");
  }

  @Test
  void create_withLineBreaksInTarget_injectsNoHeader() {
    Reply reply = server.json("POST " + LINKS, "{\"target\":\"https://a.b/\\r\\nX-Evil: y\"}");

    if (reply.status() == 201) {
      Reply redirect = server.ask("GET /" + reply.json().getString("code"));
      assertThat(redirect.headers()).doesNotContainKey("x-evil");
      assertThat(redirect.header("Location")).isEqualTo(reply.json().getString("target"));
    } else {
      assertThat(reply.problem()).isEqualTo("invalid-target");
    }
  }

  @Test
  void create_withLongTexts_isBounded() {
    String fits = "x".repeat(512);
    String body = "{\"target\":\"" + TARGET + "\",\"title\":\"%s\"}";

    assertThat(server.json("POST " + LINKS, body.formatted(fits)).status()).isEqualTo(201);
    assertThat(server.json("POST " + LINKS, body.formatted(fits + "x")).problem())
        .isEqualTo("invalid-field");
    assertThat(server
            .json("POST " + LINKS, body.formatted("\uD83D\uDE00".repeat(300)))
            .problem())
        .isEqualTo("invalid-field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "note"})
  void create_withControlCharacter_namesTheField(String field) {
    for (String text : List.of("\\u0000", "a\\u001b[2J", "\\ud83d")) {
      Reply reply = server.json(
          "POST " + LINKS, "{\"target\":\"" + TARGET + "\",\"" + field + "\":\"" + text + "\"}");

      assertThat(reply.json().getString("field")).isEqualTo(field);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", ""})
  void create_withOtherMediaType_is415(String type) {
    String head =
        "POST " + LINKS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";

    Reply reply = server.raw(head, "{\"target\":\"" + TARGET + "\"}");

    assertThat(reply.problem()).isEqualTo("media-type-unsupported");
    assertThat(reply.json().getString("remedy")).contains("application/json");
  }

  @Test
  void list_walksAllPagesNewestFirst() {
    for (int i = 0; i < 7; i++) {
      create("page" + i);
    }
    List<String> codes = new ArrayList<>();
    String next = "";
    do {
      JsonObject page = server.ask("GET " + LINKS + "?limit=3&q=page" + next).json();
      page.getJsonArray("links").forEach(link -> codes.add(((JsonObject) link).getString("code")));
      String cursor = page.getString("next");
      next = cursor == null ? null : "&cursor=" + cursor;
    } while (next != null);

    assertThat(codes)
        .containsExactly("page6", "page5", "page4", "page3", "page2", "page1", "page0");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=501,limit",
    "limit=x,limit",
    "limit=,limit",
    "limit=1&limit=2,limit",
    "limit=99999999999999999999,limit",
    "cursor=x,cursor",
    "cursor=,cursor",
    "cursor=12,cursor",
    "cursor=1-2-3-4-5,cursor",
    "foo=1,foo"
  })
  void list_withFaultyParameter_namesIt(String query, String field) {
    Reply reply = server.ask("GET " + LINKS + "?" + query);

    assertThat(reply.problem()).isEqualTo("invalid-field");
    assertThat(reply.json().getString("field")).isEqualTo(field);
    assertThat(reply.json().getString("remedy")).endsWith(".");
  }

  @Test
  void patch_changesWhatItNames_andNullClears() {
    create("patched");
    Reply first = server.json(
        "PATCH " + LINKS + "/patched", "{\"title\":\"a\",\"note\":\"b\",\"status\":301}");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("ETag")).isEqualTo("\"2\"");

    Reply second = server.json("PATCH " + LINKS + "/patched", "{\"title\":null,\"status\":null}");

    assertThat(second.json().getValue("title")).isNull();
    assertThat(second.json().getValue("status")).isNull();
    assertThat(second.json().getString("note")).isEqualTo("b");
    assertThat(second.json().getString("target")).isEqualTo(TARGET);
    assertThat(second.json().getLong("version")).isEqualTo(3);
    assertThat(server.json("PATCH " + LINKS + "/patched", "{\"target\":null}").problem())
        .isEqualTo("invalid-field");
    assertThat(server.json("PATCH " + LINKS + "/patched", "{\"code\":\"x\"}").problem())
        .isEqualTo("invalid-field");
    assertThat(server.json("PATCH " + LINKS + "/patched", "{\"target\":\"x\"}").problem())
        .isEqualTo("invalid-target");
    assertThat(server.json("PATCH " + LINKS + "/nobody", "{}").problem()).isEqualTo("link-unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1\"|200",
        "*|200",
        "\"2\"|412",
        "W/\"1\"|412",
        "\"x\"|412",
        "1|400",
        "\"1\", \"2\"|400"
      })
  void ifMatch_decidesChangeAndDeletion(String tag, int status) {
    String code = "match" + Integer.toHexString(tag.hashCode());
    create(code);
    String header = "If-Match: " + tag;

    assertThat(server
            .json("PATCH " + LINKS + "/" + code, "{\"title\":\"a\"}", header)
            .status())
        .isEqualTo(status);
    if (status == 412) {
      assertThat(server.ask("DELETE " + LINKS + "/" + code, header).problem())
          .isEqualTo("version-stale");
    }
  }

  @Test
  void otherPathsAndMethods_areTold() {
    assertThat(server.ask("GET /-/api/v1/nothing").problem()).isEqualTo("not-found");
    assertThat(server.ask("GET /-/").problem()).isEqualTo("not-found");
    assertThat(server.ask("GET /.well-known/security.txt").problem()).isEqualTo("not-found");
    Reply put = server.ask("PUT " + LINKS);
    assertThat(put.problem()).isEqualTo("method-not-allowed");
    assertThat(put.json().getString("remedy")).isEqualTo("Use one of GET, HEAD, POST, OPTIONS.");
    assertThat(put.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    assertThat(server.ask("GET " + LINKS + "/a%zz").problem()).isEqualTo("bad-request");
    assertThat(server.ask("GET " + LINKS + "/a%20b").problem()).isEqualTo("link-unknown");
  }

  @Test
  void info_tellsWhatTheServerIs() {
    JsonObject info = server.ask("GET /-/api/v1/info").json();

    assertThat(info.getString("version")).isEqualTo("1.2.3");
    assertThat(info.getJsonObject("store").getString("backend")).startsWith("RocksDB");
    assertThat(info.getString("transport")).isEqualTo(server.running().transport());
    assertThat(info.getString("auth")).isEqualTo("local");
  }

  private static void create(String code) {
    String body = "{\"target\":\"" + TARGET + "\",\"code\":\"" + code + "\"}";
    assertThat(server.json("POST " + LINKS, body).status()).isEqualTo(201);
  }
}
