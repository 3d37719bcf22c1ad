package dev.terse.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.config.Config;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.keys.ApiKeys;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstKeyTest {

  @TempDir
  private Path directory;

  @Test
  void firstKey_onlyLesserKeysLeft_isMadeAgain() throws Exception {
    Config config = config();
    try (App app = App.start(config, "1", _ -> {})) {
      assertThat(app.firstKey()).isNotNull();
      assertThat(app.firstKey()).isNull();
    }
    try (Store store = StoreOpener.open(config, Purpose.SERVE)) {
      for (ApiKey key : store.apiKeys().list()) {
        store.apiKeys().delete(key.id());
      }
      new ApiKeys(store.apiKeys(), InstantSource.system(), new SecureRandom())
          .create("reader", Set.of(Scope.READ));
    }

    try (App app = App.start(config, "1", _ -> {})) {
      assertThat(app.firstKey()).isNotNull();
    }
  }

  private Config config() throws Exception {
    Map<String, String> flags = Map.of(
        "auth.mode", "keys",
        "server.listen", "127.0.0.1:0",
        "store.url", "rocksdb:" + directory.resolve("data"));
    return Config.of(
        new SettingsLoader(Config.KEYS).load(new Sources(flags, List.of(), Map.of(), null)));
  }
}
