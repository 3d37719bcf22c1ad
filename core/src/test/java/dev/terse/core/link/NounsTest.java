package dev.terse.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NounsTest {

  @Test
  void target_printableAscii_isKeptUpToItsLimit() {
    String longest = "https://example.com/" + "a".repeat(Target.MAX_LENGTH - 20);
    assertThat(new Target(longest).value()).hasSize(8_192);
    assertThatThrownBy(() -> new Target(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target has 8193 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nSet-Cookie: x", "é", "a\u007F", "\u0000"})
  void target_whatALocationHeaderCannotHold_isRefused(String text) {
    assertThatThrownBy(() -> new Target(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void history_changes_countUpAndKeepTheMillisecond() {
    History begun = History.begin(Instant.ofEpochSecond(1, 2_999_999), "ci");
    assertThat(begun.created()).isEqualTo(Instant.ofEpochMilli(1_002));
    History changed = begun.next(Instant.ofEpochSecond(9, 1));
    assertThat(changed).isEqualTo(new History(begun.created(), Instant.ofEpochSecond(9), "ci", 2));
    assertThatThrownBy(() -> new History(Instant.EPOCH, Instant.EPOCH, null, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void details_tooLong_areRefused() {
    assertThatThrownBy(() -> new LinkDetails("t".repeat(513), null, null))
        .hasMessage("title is longer than 512 characters");
    assertThatThrownBy(() -> new LinkDetails(null, "n".repeat(4_097), null))
        .hasMessage("note is longer than 4096 characters");
  }

  @Test
  void key_toString_namesTheDomainUnlessItIsTheDefault() {
    Code code = new Code("abc");
    assertThat(LinkKey.of(code)).hasToString("abc");
    assertThat(new LinkKey(new Domain("go.example"), code)).hasToString("go.example/abc");
  }

  @Test
  void status_number_findsTheFourRedirects() {
    for (RedirectStatus status : RedirectStatus.values()) {
      assertThat(RedirectStatus.of(status.number())).isEqualTo(status);
    }
    assertThat(RedirectStatus.of(303)).isNull();
  }
}
