package dev.terse.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.forward.ForwardingStore;
import dev.terse.server.ServerConfig;
import dev.terse.server.access.AuthMode;
import dev.terse.server.support.Configs;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.Scrape;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
  private static final String METRICS = "GET /-/metrics";
  private static final String LINKS = "POST /-/api/v1/links";
  private static final String LINK = "{\"target\":\"https://a.b/\",\"code\":\"go\"}";
  private static final String FROM_ELSEWHERE = "X-Forwarded-For: 192.0.2.1";

  @TempDir
  Path directory;

  @Test
  void redirects_areCountedByOutcomeAndWay() throws Exception {
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      server.json(LINKS, LINK);
      server.ask("GET /go");
      server.ask("HEAD /go");
      server.ask("GET /nope");
      server.ask("GET /nope");
      server.ask("DELETE /go");
      try (Wire wire = server.connect()) {
        for (int i = 0; i < 40; i++) {
          wire.send("GET /go HTTP/1.1\r\nHost: localhost\r\n", "");
          assertThat(wire.reply(false).status()).isEqualTo(302);
        }
      }

      untilScraped(server, scrape -> {
        assertThat(redirects(scrape, "redirect", "shortcut")).isEqualTo(41);
        assertThat(redirects(scrape, "redirect", "ordinary")).isEqualTo(1);
        assertThat(redirects(scrape, "unknown", "ordinary")).isEqualTo(2);
        assertThat(redirects(scrape, "method", "ordinary")).isEqualTo(1);
        assertThat(scrape.of("terse_redirect_cache_lookups_total{result=\"miss\"}"))
            .isEqualTo(1);
        assertThat(scrape.of("terse_redirect_cache_lookups_total{result=\"hit\"}"))
            .isEqualTo(43);
        assertThat(scrape.of("terse_redirect_duration_seconds_count{way=\"ordinary\"}"))
            .isEqualTo(4);
        assertThat(scrape.of("terse_redirect_duration_seconds_count{way=\"shortcut\"}"))
            .isPositive();
      });
    }
  }

  @Test
  void requests_areTimedByRouteAndStatus() throws Exception {
    try (TestServer server = TestServer.start(directory, Setup.plain())) {
      server.json(LINKS, LINK);
      server.json(LINKS, LINK);
      server.ask("GET /-/api/v1/links/go");
      server.ask("GET /-/api/v1/links/other");
      server.ask("GET /-/no-such-page");
      server.ask("TRACE /-/api/v1/links");
      server.ask("GET /");

      untilScraped(server, scrape -> {
        assertThat(requests(scrape, "POST", "/-/api/v1/links", "2xx")).isEqualTo(1);
        assertThat(requests(scrape, "POST", "/-/api/v1/links", "4xx")).isEqualTo(1);
        assertThat(requests(scrape, "GET", "/-/api/v1/links/:code", "2xx")).isEqualTo(1);
        assertThat(requests(scrape, "GET", "/-/api/v1/links/:code", "4xx")).isEqualTo(1);
        assertThat(requests(scrape, "GET", "other", "4xx")).isEqualTo(1);
        assertThat(requests(scrape, "other", "/-/api/v1/links", "4xx")).isEqualTo(1);
        assertThat(requests(scrape, "GET", "/", "2xx")).isEqualTo(1);
        assertThat(scrape.of("terse_link_creations_total{outcome=\"created\"}")).isEqualTo(1);
        assertThat(scrape.of("terse_link_creations_total{outcome=\"taken\"}")).isEqualTo(1);
      });
    }
  }

  @Test
  void store_thatFails_isToldAndCounted() throws Exception {
    AtomicReference<@Nullable FaultyStore> faulty = new AtomicReference<>();
    Setup setup = Setup.plain().wrapping(store -> {
      FaultyStore made = new FaultyStore(store);
      faulty.set(made);
      return made;
    });
    try (TestServer server = TestServer.start(directory, setup)) {
      untilScraped(server, before -> {
        assertThat(before.of("terse_ready")).isEqualTo(1);
        assertThat(before.of("terse_store_up")).isEqualTo(1);
      });
      Objects.requireNonNull(faulty.get()).fail(Reason.UNAVAILABLE);
      assertThat(server.ask("GET /nope").status()).isEqualTo(503);

      untilScraped(server, after -> {
        assertThat(after.of("terse_ready")).isZero();
        assertThat(after.of("terse_store_up")).isZero();
        assertThat(redirects(after, "unavailable", "ordinary")).isEqualTo(1);
        assertThat(after.of(
                "terse_store_failures_total{operation=\"links.find\",reason=\"unavailable\"}"))
            .isEqualTo(1);
      });
    }
  }

  @Test
  void connections_areCountedWhileOpen() throws Exception {
    try (TestServer server = TestServer.start(directory, Setup.plain());
        Wire idle = server.connect()) {
      idle.send("GET / HTTP/1.1\r\nHost: localhost\r\n", "");
      idle.reply(false);

      untilScraped(
          server, scrape -> assertThat(scrape.of("terse_connections_open")).isEqualTo(2));
    }
  }

  @ParameterizedTest
  @EnumSource(AuthMode.class)
  void figures_forStrangers_needAKeyInEveryMode(AuthMode mode) throws Exception {
    Setup setup = Setup.plain().with(Configs.auth(ServerConfig.DEFAULT, mode));
    try (TestServer server = TestServer.start(directory, setup)) {
      assertThat(server.ask(METRICS, FROM_ELSEWHERE).problem()).isEqualTo("key-missing");
      assertThat(server.ask(METRICS).status()).isEqualTo(mode == AuthMode.KEYS ? 401 : 200);
      assertThat(ask(server, Scope.READ).problem()).isEqualTo("scope-missing");
      assertThat(ask(server, Scope.ADMIN).status()).isEqualTo(200);
      Reply answer = ask(server, Scope.METRICS);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type"))
          .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void figures_whileKeysCannotBeAsked_goToTheKeyThatWasLetIn() throws Exception {
    AtomicBoolean away = new AtomicBoolean();
    Setup setup = Setup.plain().wrapping(store -> new KeysAway(store, away));
    try (TestServer server = TestServer.start(directory, setup)) {
      String known = key(server, Scope.METRICS);
      String unseen = key(server, Scope.METRICS);
      assertThat(server.ask(METRICS, FROM_ELSEWHERE, known).status()).isEqualTo(200);

      away.set(true);

      assertThat(server.ask(METRICS, FROM_ELSEWHERE, known).status()).isEqualTo(200);
      assertThat(server.ask(METRICS, FROM_ELSEWHERE, unseen).status()).isEqualTo(503);
      assertThat(server.ask(METRICS, FROM_ELSEWHERE).status()).isEqualTo(401);
    }
  }

  /** What is counted is counted once its answer is on the way, by whichever event loop gave it. */
  private static void untilScraped(TestServer server, Consumer<Scrape> holds) {
    Awaitility.await()
        .untilAsserted(() -> holds.accept(new Scrape(server.ask(METRICS).body())));
  }

  private static double redirects(Scrape scrape, String outcome, String way) {
    return scrape.of(
        "terse_redirect_requests_total{outcome=\"" + outcome + "\",way=\"" + way + "\"}");
  }

  private static double requests(Scrape scrape, String method, String route, String status) {
    return scrape.of("terse_http_request_duration_seconds_count{method=\"" + method + "\",route=\""
        + route + "\",status=\"" + status + "\"}");
  }

  private static Reply ask(TestServer server, Scope scope) {
    return server.ask(METRICS, FROM_ELSEWHERE, key(server, scope));
  }

  private static String key(TestServer server, Scope scope) {
    return "Authorization: Bearer "
        + server.keys().create("prometheus", Set.of(scope)).text();
  }

  /** A store whose keys cannot be asked while {@code away}. */
  private static final class KeysAway extends ForwardingStore {
    private final AtomicBoolean away;

    KeysAway(Store store, AtomicBoolean away) {
      super(store);
      this.away = away;
    }

    @Override
    public ApiKeyStore apiKeys() {
      ApiKeyStore keys = super.apiKeys();
      return new ApiKeyStore() {
        @Override
        public boolean create(ApiKey key) {
          return keys.create(key);
        }

        @Override
        public @Nullable ApiKey find(String id) {
          if (away.get()) {
            throw new StoreException(Reason.UNAVAILABLE, "apiKeys.find", "away");
          }
          return keys.find(id);
        }

        @Override
        public List<ApiKey> list() {
          return keys.list();
        }

        @Override
        public boolean delete(String id) {
          return keys.delete(id);
        }
      };
    }
  }
}
