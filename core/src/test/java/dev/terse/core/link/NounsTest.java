package dev.terse.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.SecretHash;
import java.time.Instant;
import java.util.Set;
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
        .hasMessage("title is longer than 512 characters: shorten it");
    assertThatThrownBy(() -> new LinkDetails(null, "n".repeat(4_097), null))
        .hasMessage("note is longer than 4096 characters: shorten it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\u001bb", "\u007f", "\u0085", "\u2028", "\uD83D", "\r"})
  void details_charactersThatAreNoText_areRefused(String text) {
    assertThatThrownBy(() -> new LinkDetails(text, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("title has ");
    assertThatThrownBy(() -> new LinkDetails(null, text, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("note has ");
    assertThatThrownBy(() -> new ApiKey("id", text, SecretHash.of(""), Set.of(), Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("name has ");
  }

  @Test
  void details_linesAndTabs_areForNotes() {
    assertThat(new LinkDetails(null, "a\n\tb \uD83D\uDE00", null).note()).contains("\n\t");
    assertThatThrownBy(() -> new LinkDetails("a\nb", null, null))
        .hasMessage("title has the control character U+000A: remove it");
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
