package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.Scope;
import dev.terse.server.access.AuthMode;
import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String LINKS = "/-/api/v1/links";
  private static final String KEYS = "/-/api/v1/keys";
  private static final String LINK = "{\"target\":\"https://example.com/\"}";

  @TempDir
  static Path directory;

  private static final Map<AuthMode, TestServer> SERVERS = new EnumMap<>(AuthMode.class);

  private TestServer server = server(AuthMode.LOCAL);

  @BeforeAll
  static void start() throws StartException {
    for (AuthMode mode : AuthMode.values()) {
      ServerConfig config = Configs.auth(ServerConfig.DEFAULT, mode);
      Path own = directory.resolve(mode.text());
      SERVERS.put(mode, TestServer.start(own, Setup.plain().with(config)));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(TestServer::close);
    SERVERS.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8080",
        "a.localhost",
        "127.0.0.1",
        "127.9.9.9:80",
        "[::1]",
        "[::1]:8080",
        "localhost:"
      })
  void local_withLoopbackHost_needsNoKey(String host) {
    assertThat(get(host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sho.rt",
        "evil.example:8080",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.nip.io",
        "128.0.0.1",
        "127.1",
        "0.0.0.0",
        "[::]",
        "[::1",
        "localhost:8080:1",
        "localhost:x",
        "10.0.0.1",
        "0x7f000001",
        "localhost@evil.example",
        "[::1].evil.example",
        "localhost/",
        "[::ffff:127.0.0.1]",
        ".localhost.",
        "evil example.localhost"
      })
  void local_withOtherHost_needsKey(String host) {
    assertThat(get(host).problem()).isIn("key-missing", "bad-request");
  }

  @Test
  void local_withoutOrWithTwoHosts_needsKey() {
    Reply none = server.raw("GET " + LINKS + " HTTP/1.0\r\n", "");
    assertThat(none.problem()).isEqualTo("key-missing");
    Reply two =
        server.raw("GET " + LINKS + " HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n", "");
    assertThat(two.problem()).isEqualTo("bad-request");
    Reply absolute =
        server.raw("GET http://localhost" + LINKS + " HTTP/1.1\r\nHost: localhost\r\n", "");
    assertThat(absolute.status()).isIn(400, 401, 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=1.2.3.4",
        "X-Forwarded-For: 127.0.0.1",
        "x-forwarded-proto: http",
        "X-Forwarded-Host: localhost",
        "X-Forwarded-Server: a",
        "X-Real-IP: 127.0.0.1",
        "Via: 1.1 a",
        "CF-Connecting-IP: 1.1.1.1",
        "True-Client-IP: 1.1.1.1",
        "Fly-Client-IP: 1.1.1.1",
        "X-Azure-ClientIP: 1.1.1.1",
        "X-ProxyUser-Ip: 1.1.1.1",
        "Client-IP: 1.1.1.1",
        "X-Remote-IP: 1.1.1.1",
        "X-Scheme: https",
        "Forwarded-For: 1.1.1.1",
        "X-ARR-SSL: a",
        "X-Original-URL: /a",
        "X-Original-Host: a",
        "Tailscale-User-Login: a@b.example",
        "Tailscale-User-Name: a",
        "Tailscale-Headers-Info: https://tailscale.com/s/serve-headers",
        "X-Forwarded-For:"
      })
  void local_throughProxy_needsKey(String header) {
    assertThat(server.ask("GET " + LINKS, header).problem()).isEqualTo("key-missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example", "Origin: null", "Origin: http://localhost:1",
        "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: https://localhost:PORT"
      })
  void local_fromOtherSite_needsKey(String header) {
    String sent = header.replace("PORT", String.valueOf(server.port()));

    assertThat(server.json("POST " + LINKS, LINK, sent).problem()).isEqualTo("key-missing");
  }

  @Test
  void local_overHttp10_needsKey() {
    Reply reply = server.raw("GET " + LINKS + " HTTP/1.0\r\nHost: localhost\r\n", "");

    assertThat(reply.problem()).isEqualTo("key-missing");
  }

  @Test
  void local_fromItsOwnPage_needsNoKey() {
    Reply reply = server.json(
        "POST " + LINKS,
        LINK,
        "Origin: http://localhost:" + server.port(),
        "Sec-Fetch-Site: same-origin");
    assertThat(reply.status()).isEqualTo(201);
  }

  @Test
  void keys_withoutKey_tellsRemedy() {
    server = server(AuthMode.KEYS);

    Reply reply = server.ask("GET " + LINKS);

    assertThat(reply.problem()).isEqualTo("key-missing");
    assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"terse\"");
    assertThat(reply.json().getString("remedy")).contains("Authorization: Bearer");
  }

  @Test
  void keys_withKeyInEitherHeader_letsIn() {
    server = server(AuthMode.KEYS);
    String key = key(Scope.READ, Scope.WRITE);

    assertThat(server.ask("GET " + LINKS, "X-Api-Key: " + key).status()).isEqualTo(200);
    Reply made = server.json("POST " + LINKS, LINK, "Authorization: bearer " + key);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().getString("creator")).isEqualTo("ann");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "terse_AAAAAAAAAAAA_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"})
  void anyMode_withWrongKey_is401(String wrong) {
    assertThat(server.ask("GET " + LINKS, "X-Api-Key: " + wrong).problem())
        .isEqualTo("key-unknown");
  }

  @Test
  void keys_withChangedSecret_is401() {
    server = server(AuthMode.KEYS);
    String key = key(Scope.ADMIN);
    String changed = key.substring(0, key.length() - 1) + (key.endsWith("A") ? "B" : "A");

    assertThat(server.ask("GET " + LINKS, "X-Api-Key: " + changed).problem())
        .isEqualTo("key-unknown");
  }

  @ParameterizedTest
  @CsvSource({"READ,200,403,403", "WRITE,403,201,403", "METRICS,403,403,403", "ADMIN,200,201,200"})
  void keys_withScope_allowItAlone(Scope scope, int read, int write, int admin) {
    server = server(AuthMode.KEYS);
    String key = "Authorization: Bearer " + key(scope);

    assertThat(server.ask("GET " + LINKS, key).status()).isEqualTo(read);
    assertThat(server.json("POST " + LINKS, LINK, key).status()).isEqualTo(write);
    assertThat(server.ask("GET " + KEYS, key).status()).isEqualTo(admin);
  }

  @Test
  void open_fromAnywhere_opensLinksButNotKeys() {
    server = server(AuthMode.OPEN);

    assertThat(get("sho.rt").status()).isEqualTo(200);
    Reply made = server.json("POST " + LINKS, LINK, "X-Forwarded-For: 1.2.3.4");
    assertThat(made.status()).isEqualTo(201);
    assertThat(server.ask("GET " + KEYS, "X-Forwarded-For: 1.2.3.4").problem())
        .isEqualTo("key-missing");
    assertThat(server.ask("GET " + KEYS).status()).isEqualTo(200);
    assertThat(server.json("POST " + LINKS, LINK, "Sec-Fetch-Site: cross-site").problem())
        .isEqualTo("cross-site");
  }

  @Test
  void keysApi_makesListsAndRevokes() {
    Reply made = server.json(
        "POST " + KEYS, "{\"name\":\"bob\",\"scopes\":[\"links:read\",\"links:read\"]}");

    assertThat(made.status()).isEqualTo(201);
    String key = made.json().getString("key");
    String id = made.json().getString("id");
    assertThat(made.json().getJsonArray("scopes")).containsExactly("links:read");
    Reply list = server.ask("GET " + KEYS);
    assertThat(list.body()).contains(id).doesNotContain(key);
    assertThat(server.ask("GET " + LINKS, "X-Api-Key: " + key).status()).isEqualTo(200);
    assertThat(server.ask("DELETE " + KEYS + "/" + id).status()).isEqualTo(204);
    assertThat(server.ask("GET " + LINKS, "X-Api-Key: " + key).problem()).isEqualTo("key-unknown");
    assertThat(server.ask("DELETE " + KEYS + "/" + id).problem()).isEqualTo("key-not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"\",\"scopes\":[\"admin\"]}|name",
        "{\"name\":\" \",\"scopes\":[\"admin\"]}|name",
        "{\"scopes\":[\"admin\"]}|name",
        "{\"name\":\"a\\u001b[2J\",\"scopes\":[\"admin\"]}|name",
        "{\"name\":\"a\",\"scopes\":[]}|scopes",
        "{\"name\":\"a\",\"scopes\":[\"root\"]}|scopes/0",
        "{\"name\":\"a\",\"scopes\":[\"admin\"],\"hash\":\"x\"}|hash"
      })
  void keysApi_withFaultyField_namesIt(String body, String field) {
    Reply reply = server.json("POST " + KEYS, body);

    assertThat(reply.problem()).isEqualTo("invalid-field");
    assertThat(reply.json().getString("field")).isEqualTo(field);
  }

  @Test
  void contract_andHealth_needNoKey() {
    server = server(AuthMode.KEYS);

    assertThat(server.ask("GET /-/api/v1/openapi.yaml").body()).startsWith("openapi: 3.1");
    assertThat(server.ask("GET /-/health/live").status()).isEqualTo(200);
    // A check that takes longer than half a second on a busy machine says that the store is down.
    Awaitility.await()
        .untilAsserted(() -> assertThat(server.ask("GET /-/health/ready").body())
            .isEqualTo("{\"status\":\"up\",\"store\":\"up\"}"));
  }

  private Reply get(String host) {
    return server.raw("GET " + LINKS + " HTTP/1.1\r\nHost: " + host + "\r\n", "");
  }

  private String key(Scope... scopes) {
    return server.keys().create("ann", Set.of(scopes)).text();
  }

  private static TestServer server(AuthMode mode) {
    return Objects.requireNonNull(SERVERS.get(mode));
  }
}
