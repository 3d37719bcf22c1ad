package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.store.StoreException.Reason;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailingStoreTest {
  private static final String LINKS = "/-/api/v1/links";
  private static final List<FaultyStore> STORES = new ArrayList<>();

  @TempDir
  static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() throws StartException {
    server = TestServer.start(directory, Setup.plain().wrapping(FaultyStore.into(STORES)));
    server.json("POST " + LINKS, "{\"target\":\"https://a.example/\",\"code\":\"kept\"}");
    server.ask("GET /kept");
  }

  @AfterAll
  static void stop() {
    server.close();
    STORES.clear();
  }

  @AfterEach
  void heal() {
    STORES.getFirst().share(false);
    STORES.getFirst().fail(null);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void redirect_thatMemoryCannotAnswer_is503AndRecovers(Reason reason) {
    STORES.getFirst().fail(reason);

    Reply reply = server.ask("GET /cold-" + reason);
    assertThat(reply.problem()).isEqualTo("store-unavailable");
    assertThat(reply.header("Retry-After")).isEqualTo("5");
    assertThat(reply.body()).doesNotContain("secret");
    Reply page = server.ask("GET /cold-" + reason, "Accept: text/html");
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.header("Retry-After")).isEqualTo("5");

    STORES.getFirst().fail(null);
    assertThat(server.ask("GET /cold-" + reason).status()).isEqualTo(404);
  }

  @Test
  void redirect_thatMemoryKnows_goesOn() {
    STORES.getFirst().fail(Reason.UNAVAILABLE);

    assertThat(server.ask("GET /kept").status()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /-/api/v1/links", "GET /-/api/v1/links/x", "DELETE /-/api/v1/links/x"})
  void api_is503_andTellsNothingOfTheInside(String line) {
    STORES.getFirst().fail(Reason.UNAVAILABLE);

    Reply reply = server.ask(line);

    assertThat(reply.problem()).isEqualTo("store-unavailable");
    assertThat(reply.header("Retry-After")).isEqualTo("5");
    assertThat(reply.body()).doesNotContain("secret");
  }

  @Test
  void creation_onFullStore_is507() {
    STORES.getFirst().fail(Reason.FULL);

    Reply reply = server.json("POST " + LINKS, "{\"target\":\"https://b.example/\"}");

    assertThat(reply.problem()).isEqualTo("store-full");
    assertThat(reply.status()).isEqualTo(507);
  }

  @Test
  void health_tellsReadinessFromLife() {
    STORES.getFirst().fail(Reason.UNAVAILABLE);

    assertReady(503, "{\"status\":\"down\",\"store\":\"down\"}");
    assertThat(server.ask("GET /-/health/live").status()).isEqualTo(200);
    assertThat(server.ask("POST /-/health/live").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");

    STORES.getFirst().fail(null);
    assertReady(200, "{\"status\":\"up\",\"store\":\"up\"}");
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITES_STOPPED", "FULL"})
  void health_redirectsGoOnWithoutWriting_isReady(Reason reason) {
    STORES.getFirst().fail(reason);
    assertReady(200, "{\"status\":\"up\",\"store\":\"read-only\"}");
  }

  @Test
  void health_sharedStoreIsAway_isReadyToRedirectFromMemory() {
    STORES.getFirst().share(true);
    STORES.getFirst().fail(Reason.UNAVAILABLE);
    assertReady(200, "{\"status\":\"up\",\"store\":\"down\"}");
  }

  @Test
  void health_storeHangs_isToldSoonByOneCheckForAll() {
    CountDownLatch opens = new CountDownLatch(1);
    STORES.getFirst().hold(opens);
    for (int i = 0; i < 3; i++) {
      assertReady(503, "{\"status\":\"down\",\"store\":\"down\"}");
    }
    STORES.getFirst().hold(null);
    opens.countDown();
    assertReady(200, "{\"status\":\"up\",\"store\":\"up\"}");
  }

  /** A check that takes longer than half a second, on a busy machine, says that it is down. */
  private static void assertReady(int status, String body) {
    Awaitility.await().pollDelay(Duration.ZERO).untilAsserted(() -> {
      Reply ready = server.ask("GET /-/health/ready");
      assertThat(ready.body()).isEqualTo(body);
      assertThat(ready.status()).isEqualTo(status);
    });
  }
}
