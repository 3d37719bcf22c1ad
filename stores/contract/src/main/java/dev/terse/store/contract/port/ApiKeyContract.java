package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.store.ApiKeyStore;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.ApiKeyStore} promises. */
public abstract class ApiKeyContract extends Contract {

  @Test
  final void find_unknown_isNull() {
    assertThat(apiKeys().find("abcdefghijkl")).isNull();
    assertThat(apiKeys().list()).isEmpty();
  }

  @Test
  final void create_isFoundWithEveryField() {
    ApiKey all = new ApiKey(
        "abcdefghijkl",
        "Ünï 🙂 key",
        SecretHash.of("secret"),
        EnumSet.allOf(Scope.class),
        Instant.ofEpochMilli(1_234_567_890_123L));
    ApiKey none = new ApiKey("none", "", SecretHash.of(""), Set.of(), Instant.EPOCH);

    assertThat(apiKeys().create(all)).isTrue();
    assertThat(apiKeys().create(none)).isTrue();

    reopen();
    assertThat(apiKeys().find("abcdefghijkl")).isEqualTo(all);
    assertThat(apiKeys().find("none")).isEqualTo(none);
  }

  @Test
  final void create_takenId_changesNothing() {
    ApiKey first = samples.apiKey("same");
    apiKeys().create(first);

    assertThat(apiKeys().create(samples.apiKey("same"))).isFalse();

    assertThat(apiKeys().find("same")).isEqualTo(first);
  }

  @Test
  final void list_isOldestFirst() {
    ApiKey oldest = samples.apiKey("c");
    ApiKey middle = samples.apiKey("a");
    ApiKey newest = samples.apiKey("b");
    apiKeys().create(newest);
    apiKeys().create(oldest);
    apiKeys().create(middle);

    assertThat(apiKeys().list()).containsExactly(oldest, middle, newest);
  }

  @Test
  final void delete_present_isGoneForGood() {
    ApiKey key = samples.apiKey("gone");
    apiKeys().create(key);
    apiKeys().create(samples.apiKey("stays"));

    assertThat(apiKeys().delete("gone")).isTrue();
    assertThat(apiKeys().delete("gone")).isFalse();

    reopen();
    assertThat(apiKeys().find("gone")).isNull();
    assertThat(apiKeys().list()).extracting(ApiKey::id).containsExactly("stays");
  }

  private ApiKeyStore apiKeys() {
    return store.apiKeys();
  }
}
