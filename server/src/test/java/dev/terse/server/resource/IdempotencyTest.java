package dev.terse.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.Scope;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.server.StartException;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private static final String LINKS = "/-/api/v1/links";
  private static final List<FaultyStore> STORES = new ArrayList<>();

  @TempDir
  static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() throws StartException {
    server = TestServer.start(directory, Setup.plain().wrapping(FaultyStore.into(STORES)));
  }

  @AfterAll
  static void stop() {
    server.close();
    STORES.clear();
  }

  @Test
  void create_repeated_answersTheSameAndSaysSo() {
    Reply first = create("https://once.example/", "\"a-1\"");
    Reply again = create("https://once.example/", "\"a-1\"");
    Reply bare = create("https://once.example/", "a-1");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isNull();
    for (Reply repeat : List.of(again, bare)) {
      assertThat(repeat.status()).isEqualTo(201);
      assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(repeat.body()).isEqualTo(first.body());
      assertThat(repeat.header("Location")).isEqualTo(first.header("Location"));
      assertThat(repeat.header("ETag")).isEqualTo(first.header("ETag"));
    }
    assertThat(found("once.example")).isEqualTo(1);
  }

  @Test
  void create_repeatedManyTimesAtOnce_makesOneLink() throws Exception {
    List<Future<Reply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 64; i++) {
        replies.add(threads.submit(() -> create("https://crowd.example/", "crowd")));
      }
    }
    String body = replies.getFirst().get().body();
    for (Future<Reply> reply : replies) {
      assertThat(reply.get().status()).isEqualTo(201);
      assertThat(reply.get().body()).isEqualTo(body);
    }
  }

  @Test
  void create_sameKeyWithAnotherBody_is422AndNamesTheHeader() {
    create("https://first.example/", "mixed");

    Reply reply = create("https://second.example/", "mixed");

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.problem()).isEqualTo("idempotency-key-reused");
    assertThat(reply.json().getString("field")).isEqualTo("Idempotency-Key");
    assertThat(found("second.example")).isZero();
  }

  @Test
  void create_bodyWrittenOtherwise_isTheSameRequest() {
    Reply first = json("{\"target\":\"https://form.example/\",\"reuse\":false}", "form");

    Reply again = json(
        "{ \"reuse\": false, \"title\": null, " + "\"target\": \"https:\\/\\/form.example/\" }",
        "form");

    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void create_repeatedAfterReuse_is200Again() {
    create("https://reused.example/", null);
    String body = "{\"target\":\"https://reused.example/\",\"reuse\":true}";

    assertThat(json(body, "reuse").status()).isEqualTo(200);
    Reply again = json(body, "reuse");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void create_repeatedAfterAChange_answersTheLinkAsItIs() {
    String path = String.valueOf(create("https://changed.example/", "chg").header("Location"));
    server.json("PATCH " + path, "{\"title\":\"new\"}");

    Reply again = create("https://changed.example/", "chg");

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().getString("title")).isEqualTo("new");
    assertThat(again.header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void create_repeatedAfterTheDeletion_is410AndMakesNone() {
    String path = String.valueOf(create("https://deleted.example/", "del").header("Location"));
    server.ask("DELETE " + path);

    Reply again = create("https://deleted.example/", "del");

    assertThat(again.status()).isEqualTo(410);
    assertThat(again.problem()).isEqualTo("link-deleted");
    assertThat(found("deleted.example")).isZero();
  }

  @Test
  void create_equalKeyOfAnotherApiKey_isAnotherKey() {
    String one = "X-Api-Key: " + key("same name");
    String other = "X-Api-Key: " + key("same name");
    String body = "{\"target\":\"https://owners.example/\"}";

    Reply first = json(body, "shared", one);

    assertThat(json(body, "shared", other).json().getString("code"))
        .isNotEqualTo(first.json().getString("code"));
    assertThat(json(body, "shared").json().getString("code"))
        .isNotEqualTo(first.json().getString("code"));
    assertThat(json(body, "shared", one).body()).isEqualTo(first.body());
  }

  @Test
  void create_refusedRequest_leavesTheKeyFree() {
    assertThat(create("javascript:alert(1)", "typo").problem()).isEqualTo("invalid-target");

    assertThat(create("https://typo.example/", "typo").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\"\"",
        "\"open",
        "a\"b",
        "a b",
        "a,b",
        "\"a\", \"b\"",
        "\"a\\x\"",
        "\"a\";p=1",
        "é"
      })
  void create_malformedKey_is400AndNamesTheHeader(String key) {
    Reply reply = create("https://malformed.example/", key);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("invalid-field");
    assertThat(reply.json().getString("field")).isEqualTo("Idempotency-Key");
    assertThat(found("malformed.example")).isZero();
  }

  @Test
  void create_keyOfTheLongestLength_isTaken() {
    String key = "k".repeat(255);

    assertThat(create("https://long.example/", key).status()).isEqualTo(201);
    assertThat(create("https://long.example/", "\"" + key + "\"").header("Idempotent-Replayed"))
        .isEqualTo("true");
    assertThat(create("https://long.example/", key + "k").problem()).isEqualTo("invalid-field");
    assertThat(create("https://long.example/", "\"\\\"" + key + "\"").status()).isEqualTo(400);
  }

  @Test
  void create_twoKeys_is400() {
    Reply reply = json("{\"target\":\"https://two.example/\"}", "one", "Idempotency-Key: another");

    assertThat(reply.problem()).isEqualTo("invalid-field");
  }

  @ParameterizedTest
  @EnumSource(value = Reason.class, mode = EnumSource.Mode.EXCLUDE, names = "BUSY")
  void create_storeFails_refusesAndARepeatMakesOneLink(Reason reason) {
    String target = "https://fails-" + reason.name().toLowerCase(Locale.ROOT) + ".example/";
    STORES.getFirst().fail(reason);
    Reply refused = create(target, "fails" + reason);
    STORES.getFirst().fail(null);

    assertThat(refused.status()).isGreaterThanOrEqualTo(500);
    assertThat(create(target, "fails" + reason).status()).isEqualTo(201);
    assertThat(create(target, "fails" + reason).header("Idempotent-Replayed")).isEqualTo("true");
  }

  private static String key(String name) {
    return server.keys().create(name, Set.of(Scope.WRITE)).text();
  }

  private static int found(String word) {
    server.store().reindex(_ -> {});
    return server
        .ask("GET " + LINKS + "?q=" + word)
        .json()
        .getJsonArray("links")
        .size();
  }

  private static Reply create(String target, @Nullable String key) {
    return json("{\"target\":\"" + target + "\"}", key);
  }

  private static Reply json(String body, @Nullable String key, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (key != null) {
      all.add("Idempotency-Key: " + key);
    }
    return server.json("POST " + LINKS, body, all.toArray(new String[0]));
  }
}
