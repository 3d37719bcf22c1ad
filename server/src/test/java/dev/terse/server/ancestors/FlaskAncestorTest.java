package dev.terse.server.ancestors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.DigestAlgorithm;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.space.Alphabet;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.access.AuthMode;
import dev.terse.server.support.Ancestor;
import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlaskAncestorTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir
  Path directory;

  private final Ancestor ancestor = new Ancestor();

  @AfterEach
  void stop() {
    ancestor.close();
  }

  private static final String MISSING =
      "\"Please provide a url to be shortened, in the field 'url'\"\n";
  private static final String INVALID = "\"Invalid url provided. Requires scheme ('http://',"
      + " 'https://', etc) at the start and a '.<something>' too\"\n";

  @BeforeEach
  void start() throws StartException {
    CodesConfig codes = new CodesConfig(
        GeneratorName.DIGEST,
        Alphabet.BASE64URL,
        12,
        20,
        Set.of(),
        false,
        "",
        CodeOrder.SHUFFLED,
        DigestAlgorithm.MD5,
        null,
        1);
    ancestor.start(
        directory,
        Configs.auth(ServerConfig.DEFAULT, AuthMode.OPEN),
        new AncestorsConfig(false, true, "172.17.0.2:5000/"),
        codes);
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.google.com/,_5CCH-6ysCoz",
    "http://www.bbc.com/,G2Wv7lU6QLD_",
    "http://www.example.com/q,KNGtylzc_YLk"
  })
  void post_ofUrl_givesItsDigest(String url, String code) {
    String answer = "{\"shortened_url\": \"172.17.0.2:5000/" + code + "\"}\n";
    String form = "url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);

    isAnswer(ancestor.post("/shorten_url", FORM, form), 200, answer);
    isAnswer(
        ancestor.post("/shorten_url", "application/json", "{\"url\": \"" + url + "\"}"),
        200,
        answer);
    isAnswer(ancestor.server().ask("POST /shorten_url?" + form), 200, answer);
    Reply redirect = ancestor.server().ask("GET /" + code);
    assertThat(redirect.status()).isEqualTo(302);
    assertThat(redirect.header("Location")).isEqualTo(url);
  }

  @Test
  void post_withoutUrl_saysSo() {
    isAnswer(ancestor.server().ask("POST /shorten_url"), 400, MISSING);
    isAnswer(ancestor.post("/shorten_url", FORM, "url="), 400, MISSING);
    isAnswer(ancestor.post("/shorten_url", "application/json", "{}"), 400, MISSING);
    isAnswer(ancestor.post("/shorten_url", "application/json", "[1]"), 400, MISSING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"notaurl", "www.example.com", "http://localhost/", "http:/a.b", "javascript://a.b/"
      })
  void post_ofInvalidUrl_saysSo(String url) {
    isAnswer(ancestor.post("/shorten_url", FORM, "url=" + url), 400, INVALID);
  }

  @Test
  void post_ofMalformedEscape_isNoUrl() {
    isAnswer(ancestor.post("/shorten_url", FORM, "url=http://a.b/100%"), 400, INVALID);
  }

  @Test
  void post_ofMalformedJson_saysSo() {
    Reply reply = ancestor.post("/shorten_url", "application/json", "{\"url\":");

    isAnswer(reply, 400, "{\"message\": \"Failed to decode JSON object: the body is no JSON.\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/unknown", "/a%20b", "/shorten_url", "/%C3%A9", "/%ff"})
  void get_ofUnknownCode_is400(String path) {
    Reply reply = ancestor.server().ask("GET " + path);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.body()).isEqualTo("Shortened URL not valid");
  }

  @Test
  void get_ofVeryLongCode_is400() {
    assertThat(ancestor.server().ask("GET /" + "a".repeat(300)).body())
        .isEqualTo("Shortened URL not valid");
  }

  @Test
  void get_ofRoot_helps() {
    Reply reply = ancestor.server().ask("GET /");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.body()).contains("shorten_url");
  }

  @ParameterizedTest
  @CsvSource({"GET,/a/b,404", "POST,/x,405", "DELETE,/shorten_url,405"})
  void otherRequests_areAnsweredAsTheDemoDid(String method, String path, int status) {
    assertThat(ancestor.server().ask(method + " " + path).status()).isEqualTo(status);
  }

  @Test
  void options_tellMethods() {
    Reply reply = ancestor.server().ask("OPTIONS /shorten_url");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
  }

  @Test
  void failingStore_is503NotInvalid() {
    ancestor.store().fail(Reason.UNAVAILABLE);

    isAnswer(
        ancestor.post("/shorten_url", FORM, "url=http://a.example/"),
        503,
        "\"Unable to shorten url.\"\n");
    assertThat(ancestor.server().ask("GET /unknown").problem()).isEqualTo("store-unavailable");
  }

  private static void isAnswer(Reply reply, int status, String body) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.body()).isEqualTo(body);
  }
}
