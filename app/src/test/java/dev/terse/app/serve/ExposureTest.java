package dev.terse.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.app.config.Config;
import dev.terse.app.settings.SettingsLoader;
import dev.terse.app.settings.SettingsLoader.Sources;
import dev.terse.core.link.Parsed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {

  @ParameterizedTest
  @CsvSource({
    "server.listen, 0.0.0.0:80",
    "server.listen, '[::]:80'",
    "server.listen, terse.example:80",
    "server.proxies, 10.0.0.0/8",
    "server.url, https://sho.rt/",
    "auth.mode, keys"
  })
  void needsKeys_otherRequestsThanLocalOnes_does(String key, String value) throws Exception {
    assertThat(exposure(Map.of(key, value)).needsKeys()).isTrue();
    assertThat(exposure(with(key, value, "auth.mode", "open")).needsKeys()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "server.listen, 127.0.0.1:80",
    "server.listen, 127.8.9.1:80",
    "server.listen, '[::1]:80'",
    "server.listen, localhost:80",
    "server.url, http://localhost:9000/",
    "server.url, 'http://[::1]/'"
  })
  void needsKeys_onlyLocalRequests_doesNot(String key, String value) throws Exception {
    assertThat(exposure(Map.of(key, value)).needsKeys()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/a",
        "http://localhost:8080/",
        "http://[::1]:8080/x",
        "https://Sho.rt/a",
        "https://sho.rt:443/",
        "http://172.17.0.2:5000/x"
      })
  void ownHosts_everyNameOfTheServer_leadsBack(String target) throws Exception {
    assertThat(judge(target)).isInstanceOf(Parsed.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8081/", "http://sho.rt:8080/", "http://example.com/"})
  void ownHosts_otherServers_doNot(String target) throws Exception {
    assertThat(judge(target)).isInstanceOf(Parsed.Valid.class);
  }

  @Test
  void ownHosts_addressOfAnInterface_isOne() throws Exception {
    assertThat(exposure(Map.of("server.listen", "192.0.2.1:80")).ownHosts())
        .containsExactly("192.0.2.1:80");
  }

  private static Parsed<?> judge(String target) throws Exception {
    Config config =
        config(with("server.url", "https://sho.rt/", "ancestors.service-base", "172.17.0.2:5000/"));
    return config.links().targets(new Exposure(config.server()).ownHosts()).judge(target);
  }

  private static Exposure exposure(Map<String, String> flags) throws Exception {
    return new Exposure(config(flags).server());
  }

  private static Config config(Map<String, String> flags) throws Exception {
    return Config.of(
        new SettingsLoader(Config.KEYS).load(new Sources(flags, List.of(), Map.of(), null)));
  }

  private static Map<String, String> with(
      String key, String value, String otherKey, String otherValue) {
    Map<String, String> flags = new HashMap<>(Map.of(key, value));
    flags.put(otherKey, otherValue);
    return flags;
  }
}
