package dev.terse.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadersTest {

  @ParameterizedTest
  @CsvSource({"0,0", "512,512", "7B,7", "16KiB,16384", "1 MiB,1048576", "2GiB,2147483648"})
  void bytes_withUnit_areCounted(String text, long bytes) {
    assertThat(Readers.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1 kB", "1.5MiB", "99999999999999GiB", "1TiB"})
  void bytes_otherwise_areRefused(String text) {
    assertThatThrownBy(() -> Readers.bytes(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0s,PT0S", "500ms,PT0.5S", "10s,PT10S", "5m,PT5M", "1h,PT1H", "2 d,PT48H"})
  void time_withUnit_isMeasured(String text, Duration time) {
    assertThat(Readers.time(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "-1s", "1w", "s", "999999999999999d"})
  void time_otherwise_isRefused(String text) {
    assertThatThrownBy(() -> Readers.time(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void list_blanksAndEmptyItems_areDropped() {
    assertThat(Readers.list(" a, b ,,c")).containsExactly("a", "b", "c");
    assertThat(Readers.list("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", ""})
  void flag_otherThanTrueAndFalse_isRefused(String text) {
    assertThatThrownBy(() -> Readers.flag(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
