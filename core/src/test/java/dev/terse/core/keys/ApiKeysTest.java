package dev.terse.core.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.Scope;
import dev.terse.core.keys.ApiKeys.NewKey;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.core.store.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private final ApiKeyStore store = new MemoryStore().apiKeys();
  private final ApiKeys keys = keys(1);

  @Test
  void recognise_keyJustMade_isThatKey() {
    NewKey made = keys.create("ci", Set.of(Scope.WRITE));
    assertThat(made.text()).matches("terse_[A-Za-z0-9]{12}_[A-Za-z0-9]{32}");
    assertThat(keys.recognise(made.text())).isEqualTo(made.key());
    assertThat(made.key().name()).isEqualTo("ci");
    assertThat(made.key().allows(Scope.WRITE)).isTrue();
    assertThat(made.key().allows(Scope.READ)).isFalse();
  }

  @Test
  void create_secret_isKeptNowhere() {
    NewKey made = keys.create("ci", Set.of(Scope.ADMIN));
    String secret = made.text().substring(19);
    assertThat(store.list().toString()).doesNotContain(secret);
    assertThat(made.key().hash().hex()).doesNotContain(secret);
    assertThat(made.key().allows(Scope.READ)).isTrue();
  }

  @Test
  void recognise_anythingElse_isNull() {
    String text = keys.create("ci", Set.of(Scope.READ)).text();
    char last = text.charAt(text.length() - 1);
    String wrong = text.substring(0, text.length() - 1) + (last == 'a' ? 'b' : 'a');
    for (String other : List.of(
        "",
        "terse__",
        wrong,
        text + "a",
        text.substring(1),
        text.substring(0, text.length() - 1),
        "terse_" + "a".repeat(12) + text.substring(18))) {
      assertThat(keys.recognise(other)).as(other).isNull();
    }
  }

  @Test
  void recognise_keyDeleted_isNull() {
    NewKey made = keys.create("ci", Set.of(Scope.READ));
    store.delete(made.key().id());
    assertThat(keys.recognise(made.text())).isNull();
  }

  @Test
  void create_idInUse_drawsAnother() {
    NewKey first = keys.create("first", Set.of(Scope.READ));
    NewKey second = keys(1).create("second", Set.of(Scope.READ));
    assertThat(second.key().id()).isNotEqualTo(first.key().id());
    assertThat(keys.recognise(first.text())).isEqualTo(first.key());
  }

  private ApiKeys keys(long seed) {
    return new ApiKeys(store, () -> Instant.EPOCH, new Random(seed));
  }
}
