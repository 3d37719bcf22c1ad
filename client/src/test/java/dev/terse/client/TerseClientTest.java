package dev.terse.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TerseClientTest {
  private static final String LINK = """
      {"id":"0193","code":"a/b","shortUrl":"http://s.example/a/b","target":"https://example.com/",
       "title":"A","note":null,"status":301,"created":"2026-01-02T03:04:05.006Z",
       "changed":"2026-01-02T03:04:06Z","creator":"ci","version":2,"visits":7}
      """;

  private FakeServer server;
  private TerseClient client;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer();
    client = new TerseClient(server.uri(), "terse_k_s", TerseClient.DEFAULT_TIMEOUT);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void shorten_allFields_areSent() {
    server.answering(201, LINK);

    client.shorten(
        new NewLink("https://example.com/", "a/b", "digest", "T", "N", 301, Boolean.TRUE));

    assertThat(server.requests())
        .containsExactly("POST /-/api/v1/links [Bearer terse_k_s] [application/json]"
            + " {\"target\":\"https://example.com/\",\"code\":\"a/b\",\"generator\":\"digest\","
            + "\"title\":\"T\",\"note\":\"N\",\"status\":301,\"reuse\":true}");
  }

  @Test
  void shorten_onlyTarget_sendsNothingElse() {
    server.answering(200, LINK);

    client.shorten(NewLink.to("https://example.com/"));

    assertThat(server.requests().getFirst()).endsWith(" {\"target\":\"https://example.com/\"}");
  }

  @Test
  void shorten_withKey_sendsItInQuotes() {
    server.answering(201, LINK);

    client.shorten(NewLink.to("https://example.com/"), "k-1");

    assertThat(server.requests().getFirst()).contains(" [\"k-1\"] [application/json] ");
  }

  @Test
  void isReady_serverThatIsOrIsNot_tells() {
    server.answering(200, "{\"status\":\"up\"}").answering(503, "{\"status\":\"down\"}");

    assertThat(client.isReady()).isTrue();
    assertThat(client.isReady()).isFalse();
    assertThat(server.requests()).containsExactly("GET /-/health/ready", "GET /-/health/ready");
  }

  @Test
  void isReady_answerOfSomethingElse_isUnreachable() {
    server.answering(404, "");

    assertThatThrownBy(client::isReady)
        .isInstanceOf(ApiException.Unreachable.class)
        .hasMessageContaining("is not Terse (status 404)");
  }

  @Test
  void get_link_readsEveryField() {
    server.answering(200, LINK);

    assertThat(client.get("a/b"))
        .isEqualTo(new Link(
            "0193",
            "a/b",
            "http://s.example/a/b",
            "https://example.com/",
            "A",
            null,
            301,
            Instant.parse("2026-01-02T03:04:05.006Z"),
            Instant.parse("2026-01-02T03:04:06Z"),
            "ci",
            2,
            7));
  }

  @Test
  void get_codeBeyondAscii_isPercentEncoded() {
    server.answering(200, LINK);

    client.get("é/~ +");

    assertThat(server.requests().getFirst()).startsWith("GET /-/api/v1/links/%C3%A9%2F%7E%20%2B ");
  }

  @Test
  void list_pages_followTheCursor() {
    server.answering(200, "{\"links\":[" + LINK + "],\"next\":\"c&1\"}");
    server.answering(200, "{\"links\":[],\"next\":null}");
    LinkPage.Query query = new LinkPage.Query("two words", null, 50);

    LinkPage first = client.list(query);
    LinkPage second = client.list(query.from(first.next() == null ? "" : first.next()));

    assertThat(first.links()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(server.requests().getLast())
        .startsWith("GET /-/api/v1/links?limit=50&cursor=c%261&q=two%20words ");
  }

  @Test
  void edit_clearedField_isSentAsNull() {
    server.answering(200, LINK);

    client.edit("a", LinkChange.NONE.title(null).status(302), OptionalLong.of(3));

    assertThat(server.requests())
        .containsExactly("PATCH /-/api/v1/links/a [Bearer terse_k_s] [\"3\"]"
            + " [application/merge-patch+json] {\"title\":null,\"status\":302}");
  }

  @Test
  void delete_withoutAnswerBody_returns() {
    server.answering(204, "");

    client.delete("a", OptionalLong.empty());

    assertThat(server.requests()).containsExactly("DELETE /-/api/v1/links/a [Bearer terse_k_s]");
  }

  @Test
  void createKey_secret_staysOutOfToString() {
    server.answering(201, """
        {"id":"k","name":"ci","scopes":["links:read"],"created":"2026-01-01T00:00:00Z",
         "key":"terse_k_secret"}
        """);

    ApiKey.Created created = client.createKey("ci", Set.of("links:read"));

    assertThat(created.text()).isEqualTo("terse_k_secret");
    assertThat(created.toString()).doesNotContain("secret");
    assertThat(server.requests().getFirst())
        .endsWith(" {\"name\":\"ci\",\"scopes\":[\"links:read\"]}");
  }

  @Test
  void keys_list_isRead() {
    server.answering(200, """
        {"keys":[{"id":"k","name":"ci","scopes":["admin"],"created":"2026-01-01T00:00:00Z"}]}
        """);

    assertThat(client.keys())
        .containsExactly(
            new ApiKey("k", "ci", Set.of("admin"), Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Test
  void info_everyField_isRead() {
    server.answering(200, """
        {"version":"1.2","auth":"local","transport":"epoll",
         "store":{"backend":"B","durability":"power-cut","shared":false,"searchesText":true},
         "codes":{"generator":"sequential","alphabet":"ab","minLength":1,"maxLength":2,
                  "order":"plain","capacity":6,"left":5}}
        """);

    assertThat(client.info())
        .isEqualTo(new ServerInfo(
            "1.2",
            "local",
            "epoll",
            new ServerInfo.Backend("B", "power-cut", false, true),
            new ServerInfo.Codes("sequential", "ab", 1, 2, "plain", 6, 5)));
  }

  @Test
  void refusal_problemDocument_isCarried() {
    server.answering(409, """
        {"type":"/-/problems/code-taken","title":"Code taken","status":409,"field":"code",
         "detail":"a is in use","remedy":"choose another"}
        """);

    ApiException.Refused refused = catchThrowableOfType(
        ApiException.Refused.class, () -> client.shorten(NewLink.to("https://example.com/")));

    assertThat(refused.problem())
        .isEqualTo(new Problem(
            "/-/problems/code-taken",
            "Code taken",
            409,
            "a is in use",
            "code",
            "choose another",
            null));
    assertThat(refused).hasMessage("a is in use: choose another");
  }

  @Test
  void refusal_withoutDocument_namesTheStatus() {
    server.answering(502, "");

    assertThatThrownBy(() -> client.get("a"))
        .isInstanceOf(ApiException.Refused.class)
        .hasMessage("the server answered with status 502");
  }

  @Test
  void answer_notJson_isNotTerse() {
    server.answering(200, "<html>");

    assertThatThrownBy(() -> client.get("a"))
        .isInstanceOf(ApiException.Unreachable.class)
        .hasMessageContaining("is not Terse");
  }

  @Test
  void answer_otherDocument_isNotTerse() {
    server.answering(200, "{\"hello\":1}");

    assertThatThrownBy(() -> client.get("a"))
        .isInstanceOf(ApiException.Unreachable.class)
        .hasMessageContaining("is not Terse");
  }

  @Test
  void send_nothingListens_isUnreachable() throws Exception {
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      String address = "http://127.0.0.1:" + taken.getLocalPort() + "/";
      try (TerseClient lost = new TerseClient(URI.create(address))) {
        assertThatThrownBy(() -> lost.get("a"))
            .isInstanceOf(ApiException.Unreachable.class)
            .hasMessage("nothing answers at " + address);
      }
    }
  }
}
