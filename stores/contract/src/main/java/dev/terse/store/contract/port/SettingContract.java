package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.store.SettingStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.SettingStore} promises. */
public abstract class SettingContract extends Contract {

  @Test
  final void find_unset_isNull() {
    assertThat(settings().find("codes")).isNull();
  }

  @Test
  final void putIfAbsent_first_isKept() {
    assertThat(settings().putIfAbsent("codes", "first")).isEqualTo("first");
    assertThat(settings().putIfAbsent("codes", "second")).isEqualTo("first");

    assertThat(settings().find("codes")).isEqualTo("first");
    reopen();
    assertThat(settings().find("codes")).isEqualTo("first");
  }

  @Test
  final void replace_expected_putsTheNewValue() {
    settings().putIfAbsent("codes", "first");

    assertThat(settings().replace("codes", "first", "second")).isTrue();
    assertThat(settings().replace("codes", "first", "third")).isFalse();

    reopen();
    assertThat(settings().find("codes")).isEqualTo("second");
  }

  @Test
  final void replace_unset_isRefused() {
    assertThat(settings().replace("codes", "", "second")).isFalse();

    assertThat(settings().find("codes")).isNull();
  }

  @Test
  final void names_areKeptApart() {
    settings().putIfAbsent("a", "1");
    settings().putIfAbsent("ab", "2");
    settings().putIfAbsent("A", "");

    assertThat(settings().find("a")).isEqualTo("1");
    assertThat(settings().find("ab")).isEqualTo("2");
    assertThat(settings().find("A")).isEmpty();
    assertThat(settings().find("b")).isNull();
  }

  @Test
  final void values_mayBeLongAndOfAnyScript() {
    String value = "日本語 🙂\n".repeat(5_000);
    settings().putIfAbsent("long", value);

    reopen();

    assertThat(settings().find("long")).isEqualTo(value);
  }

  @Test
  final void list_showsEachByItsName() {
    assertThat(settings().list()).isEmpty();
    settings().putIfAbsent("codes", "first");
    settings().putIfAbsent("", "nameless");

    reopen();

    assertThat(settings().list()).isEqualTo(Map.of("codes", "first", "", "nameless"));
  }

  private SettingStore settings() {
    return store.settings();
  }
}
