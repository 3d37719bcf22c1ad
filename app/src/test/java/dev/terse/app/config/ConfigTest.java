package dev.terse.app.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.Key;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.core.code.CodesConfig;
import dev.terse.server.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigTest {

  /** For each key a value that is not its default. */
  private static final Map<String, String> OTHERS = Map.ofEntries(
      entry("server.listen", "[::1]:9000"),
      entry("server.url", "https://sho.rt/"),
      entry("server.proxies", "10.0.0.0/8,::1"),
      entry("server.drain", "5s"),
      entry("server.grace", "3s"),
      entry("server.access-log", "true"),
      entry("server.max-head", "8KiB"),
      entry("server.max-body", "2MiB"),
      entry("server.header-timeout", "5s"),
      entry("server.idle-timeout", "30s"),
      entry("server.max-connections", "7"),
      entry("server.max-peer-connections", "8"),
      entry("server.max-work", "9"),
      entry("server.work-goal", "2s"),
      entry("pages.home", "false"),
      entry("auth.mode", "keys"),
      entry("redirect.status", "308"),
      entry("redirect.max-age", "2d"),
      entry("redirect.shortcut", "false"),
      entry("ancestors.s", "true"),
      entry("ancestors.flask", "true"),
      entry("ancestors.service-base", "172.17.0.2:5000/"),
      entry("codes.generator", "random"),
      entry("codes.alphabet", "abc"),
      entry("codes.min-length", "6"),
      entry("codes.max-length", "9"),
      entry("codes.order", "plain"),
      entry("codes.blocked", "get,satan"),
      entry("codes.blocked-ignore-case", "false"),
      entry("codes.prefix", "s/"),
      entry("codes.digest", "md5"),
      entry("codes.secret", "sixteen characters"),
      entry("codes.lease-size", "1"),
      entry("links.reuse", "true"),
      entry("links.schemes", "https,ftp"),
      entry("links.user-info", "true"),
      entry("store.url", "rocksdb:/srv/terse"),
      entry("cache.size", "1GiB"),
      entry("cache.freshness", "5s"),
      entry("cache.stale", "2h"),
      entry("cache.url", "memcached://10.0.0.1,10.0.0.2:11212"),
      entry("cache.life", "5m"),
      entry("visits.flush", "200ms"),
      entry("log.level", "debug"),
      entry("log.format", "json"));

  @TempDir
  private Path directory;

  @Test
  void of_nothing_isWhatTheRecordsCallDefault() throws Exception {
    Config config = load(Map.of(), Map.of(), null);

    assertThat(config.server()).isEqualTo(ServerConfig.DEFAULT);
    assertThat(config.codes()).isEqualTo(CodesConfig.DEFAULT);
  }

  @Test
  void others_everyKey_isThere() {
    assertThat(OTHERS.keySet())
        .hasSameElementsAs(Config.KEYS.stream().map(Key::name).toList());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void of_everyKey_canBeGivenInAllThreeWays(Key<?> key) throws Exception {
    String other = OTHERS.get(key.name());
    assertThat(other).isNotNull().isNotEqualTo(key.byDefault());
    Path file = Files.writeString(
        directory.resolve("terse.yaml"),
        key.name().replaceFirst("\\.", ":\n  ") + ": '" + other + "'\n");

    Config byFlag = load(Map.of(key.name(), other), Map.of(), null);

    assertThat(byFlag).isNotEqualTo(load(Map.of(), Map.of(), null));
    assertThat(load(Map.of(), Map.of(key.variable(), other), null)).isEqualTo(byFlag);
    assertThat(load(Map.of(), Map.of(), file)).isEqualTo(byFlag);
  }

  @Test
  void of_faultsInSeveralSections_areToldTogether() {
    ConfigException e = catchThrowableOfType(
        ConfigException.class,
        () -> load(
            Map.of(
                "codes.min-length", "9",
                "codes.max-length", "8",
                "links.schemes", "javascript",
                "server.listen", "nowhere",
                "redirect.status", "200"),
            Map.of(),
            null));

    assertThat(e.faults()).hasSize(4);
    assertThat(e)
        .hasMessageContaining("server.listen (flag --server.listen): 'nowhere' is no address")
        .hasMessageContaining("redirect.status (flag --redirect.status): '200' is none of 301")
        .hasMessageContaining("codes.min-length is 9: lower it to codes.max-length")
        .hasMessageContaining("links.schemes: the scheme javascript can never be allowed");
  }

  @Test
  void of_faultyAlphabet_hidesNoOtherFault() {
    assertThat(faults(
            Map.of("codes.alphabet", "aa", "codes.min-length", "9", "codes.max-length", "8")))
        .hasSize(2)
        .anyMatch(fault -> fault.startsWith("codes.alphabet (flag"))
        .anyMatch(fault -> fault.startsWith("codes.min-length is 9: lower it"));
  }

  @ParameterizedTest
  @CsvSource({
    "server.max-head, 0",
    "server.max-body, 0",
    "server.header-timeout, 0s",
    "server.idle-timeout, 0s",
    "server.max-connections, 0",
    "redirect.max-age, 367d",
    "server.drain, 2h",
    "visits.flush, 0s",
    "visits.flush, 9ms",
    "visits.flush, 2s",
    "cache.size, 0",
    "cache.size, 999999GiB",
    "store.url, nosuch:data",
    "cache.url, localhost:11211",
    "cache.url, localhost",
    "cache.life, 0s",
    "cache.life, 2h"
  })
  void of_valueOutOfRange_namesItsKeyAndARemedy(String key, String value) {
    assertThat(faults(Map.of(key, value)))
        .singleElement()
        .asString()
        .startsWith(key + " (flag --" + key + "): ")
        .containsAnyOf(
            ": use at least 1",
            ": use 0s to 366d",
            ": use 0s to 1h",
            ": use 10ms to 1s",
            ": use 1MiB to 1024GiB",
            ": use 1s to 1h",
            ": write one such as memcached://localhost:11211",
            ": write one such as rocksdb:data");
  }

  private static List<String> faults(Map<String, String> flags) {
    return catchThrowableOfType(ConfigException.class, () -> load(flags, Map.of(), null))
        .faults();
  }

  static Stream<Key<?>> keys() {
    return Config.KEYS.stream();
  }

  private static Config load(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file)
      throws ConfigException {
    return Config.of(
        new SettingsLoader(Config.KEYS).load(new Sources(flags, List.of(), environment, file)));
  }
}
