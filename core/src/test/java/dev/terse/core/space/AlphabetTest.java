package dev.terse.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.link.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphabetTest {

  @Test
  void readable_characters_leaveOutLookAlikes() {
    assertThat(Alphabet.READABLE.size()).isEqualTo(57);
    assertThat("0O1lI".chars().noneMatch(c -> Alphabet.READABLE.contains((char) c)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a, has fewer than two characters",
    "abca, has 'a' twice",
    "ab.c, 'has ''.'': use letters A-Z and a-z, digits, - _ and ~'",
    "abé, 'has ''é'': use letters A-Z and a-z, digits, - _ and ~'",
  })
  void parse_noAlphabet_saysWhy(String text, String reason) {
    assertThat(Alphabet.parse(text)).isEqualTo(new Parsed.Invalid<>(reason));
    assertThatThrownBy(() -> new Alphabet(text)).hasMessage("alphabet " + reason);
  }

  @Test
  void digit_eachCharacter_isItsPlace() {
    Alphabet alphabet = new Alphabet("zA9~");
    for (int i = 0; i < alphabet.size(); i++) {
      assertThat(alphabet.digit(alphabet.character(i))).isEqualTo(i);
    }
    assertThat(alphabet.digit('a')).isEqualTo(-1);
    assertThat(alphabet.digit('€')).isEqualTo(-1);
    assertThat(alphabet).isEqualTo(new Alphabet("zA9~")).isNotEqualTo(new Alphabet("A9z~"));
  }
}
