package dev.terse.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "-", "_", "~", "a.b", "...", "s/xjjng", "a/b/c", ".hidden", "été", "日本", "🚀", "👩‍💻",
        "٣"
      })
  void parse_code_isKeptAsItIs(String text) {
    assertThat(Code.parse(text)).isEqualTo(new Parsed.Valid<>(new Code(text)));
    assertThat(new Code(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "a/", "a//b", ".", "..", "a/.", "a/../b", "./a"})
  void parse_segmentThatBrowsersRewrite_isRefused(String text) {
    assertInvalid(text, "has an empty, '.' or '..' segment, which browsers rewrite");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a?b",
        "a#b",
        "a%20",
        "a\\b",
        "a:b",
        "a@b",
        "a+b",
        "a&b",
        "a\tb",
        "\u0000",
        "a\u0080",
        "a\u202Eb",
        "\uD800",
        "«"
      })
  void parse_otherCharacter_isRefused(String text) {
    assertInvalid(
        text, "has a character that codes cannot hold: use letters, digits, - _ . ~ and /");
  }

  @Test
  void parse_empty_isRefused() {
    assertInvalid("", "is empty");
  }

  @Test
  void parse_length_countsCodePoints() {
    assertThat(Code.parse("🚀".repeat(128))).isInstanceOf(Parsed.Valid.class);
    assertInvalid("a".repeat(129), "is longer than 128 characters");
    assertInvalid("🚀".repeat(129), "is longer than 128 characters");
  }

  @Test
  void parse_notComposed_isRefused() {
    assertInvalid("e\u0301te\u0301", "is not in Unicode's NFC form");
  }

  private static void assertInvalid(String text, String reason) {
    assertThat(Code.parse(text)).isEqualTo(new Parsed.Invalid<>(reason));
    assertThatThrownBy(() -> new Code(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code " + reason);
  }
}
