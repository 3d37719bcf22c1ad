package dev.terse.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A start while the store is away. */
@Timeout(180)
class AwayStoreTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  private Path directory;

  private final List<@Nullable String> firstKeys = new CopyOnWriteArrayList<>();

  @BeforeEach
  void goAway() {
    AwayProvider.REASON.set(Reason.UNAVAILABLE);
    AwayProvider.TRIES.set(0);
  }

  @AfterEach
  void comeBack() {
    AwayProvider.REASON.set(null);
  }

  @Test
  void start_storeAway_livesUntilItIsBackAndThenServes() throws Exception {
    try (App app = start(Map.of())) {
      assertThat(status(app, "-/health/live")).isEqualTo(200);
      assertThat(status(app, "-/health/ready")).isEqualTo(503);
      assertThat(status(app, "code")).isEqualTo(503);
      Awaitility.await().atMost(PATIENCE).until(() -> AwayProvider.TRIES.get() >= 3);

      AwayProvider.REASON.set(null);

      Awaitility.await().atMost(PATIENCE).until(() -> status(app, "-/health/ready") == 200);
      assertThat(status(app, "code")).isEqualTo(404);
      Awaitility.await().atMost(PATIENCE).until(() -> firstKeys.size() == 1);
      assertThat(firstKeys).doesNotContainNull();
      assertThat(app.failure()).isNotDone();
    }
  }

  @Test
  void close_storeStillAway_endsAtOnce() throws Exception {
    App app = start(Map.of());
    long began = System.nanoTime();
    app.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    int tries = AwayProvider.TRIES.get();
    Thread.sleep(300);
    assertThat(AwayProvider.TRIES).hasValue(tries);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNAVAILABLE")
  void start_storeThatWillNotDo_failsAtOnce(Reason reason) {
    AwayProvider.REASON.set(reason);
    assertThatThrownBy(() -> start(Map.of()).close()).isInstanceOf(StoreException.class);
  }

  @Test
  void start_storeOfThisMachineAlone_failsAtOnce() {
    assertThatThrownBy(() -> start(Map.of("store.url", "rocksdb:/proc/none")).close())
        .isInstanceOf(StoreException.class);
  }

  @Test
  void failure_storeComesBackAndWillNotDo_tellsIt() throws Exception {
    try (App app = start(Map.of())) {
      AwayProvider.REASON.set(Reason.INCOMPATIBLE);
      assertThat(app.failure().get(60, TimeUnit.SECONDS)).isInstanceOf(StoreException.class);
      assertThat(status(app, "-/health/ready")).isEqualTo(503);
    }
  }

  @Test
  void failure_storeComesBackAndTakesNotTheConfiguration_tellsIt() throws Exception {
    AwayProvider.REASON.set(null);
    try (App app = start(Map.of())) {
      app.shortener().shorten(ShortenRequest.of("https://example.com/"));
    }
    AwayProvider.REASON.set(Reason.UNAVAILABLE);
    try (App app = start(Map.of("codes.alphabet", "abc"))) {
      AwayProvider.REASON.set(null);
      assertThat(app.failure().get(60, TimeUnit.SECONDS)).isInstanceOf(ConfigException.class);
    }
  }

  private App start(Map<String, String> more) throws Exception {
    Map<String, String> flags = new HashMap<>(Map.of(
        "auth.mode", "keys",
        "server.listen", "127.0.0.1:0",
        "store.url", "away:" + directory.resolve("data")));
    flags.putAll(more);
    Config config = Config.of(
        new SettingsLoader(Config.KEYS).load(new Sources(flags, List.of(), Map.of(), null)));
    return App.start(config, "1", app -> firstKeys.add(app.firstKey()));
  }

  private static int status(App app, String path) throws Exception {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(app.url() + path).toURL().openConnection();
    return connection.getResponseCode();
  }
}
