package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON, or JSON that no reader should have to guess about. */
class ApiBodyTest {
  private static final String LINKS = "/-/api/v1/links";
  private static final String TARGET = "https://example.com/";

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

  @ParameterizedTest
  @ValueSource(strings = {"{\"target\"", "", "{\"target\":}", "nope", "{} x", "\u0000", "{'a':1}"})
  void create_withMalformedJson_saysWhere(String body) {
    assertThat(server.json("POST " + LINKS, body).problem()).isEqualTo("malformed-json");
  }

  @Test
  void create_withFieldSentTwice_isRefused() {
    Reply reply = server.json(
        "POST " + LINKS, "{\"target\":\"https://a.example/\",\"target\":\"" + TARGET + "\"}");

    assertThat(reply.problem()).isEqualTo("invalid-field");
    assertThat(reply.json().getString("field")).isEqualTo("target");
  }

  @Test
  void create_withDeeplyNestedJson_isNotCalledEmpty() {
    Reply reply = server.json("POST " + LINKS, "[".repeat(50_000));

    assertThat(reply.problem()).isEqualTo("malformed-json");
    assertThat(reply.json().getString("detail")).contains("nested too deeply");
    assertThat(reply.json().getString("remedy")).contains("openapi.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"x\"", "true"})
  void create_withJsonThatIsNoObject_isRefused(String body) {
    Reply reply = server.json("POST " + LINKS, body);

    assertThat(reply.problem()).isEqualTo("invalid-field");
    assertThat(reply.json().getString("remedy")).contains("openapi.yaml");
  }

  @Test
  void create_withEncodedBody_is415() {
    String body = "{\"target\":\"" + TARGET + "\"}";

    Reply reply = server.json("POST " + LINKS, body, "Content-Encoding: gzip");
    assertThat(reply.problem()).isEqualTo("media-type-unsupported");
    assertThat(reply.json().getString("field")).isEqualTo("Content-Encoding");
    assertThat(server.json("POST " + LINKS, body, "Content-Encoding: identity").status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%0", "a%zz", "+", "100 %", "%41", "~1"})
  void field_unknownWithSignsOfEncoding_isNamed(String name) {
    Reply reply = server.json("POST " + LINKS, new JsonObject().put(name, 1).encode());

    assertThat(reply.problem()).isEqualTo("invalid-field");
  }

  @Test
  void query_withABrokenPercent_isABadRequest() {
    assertThat(server.ask("GET " + LINKS + "?limit=%").problem()).isEqualTo("bad-request");
  }
}
