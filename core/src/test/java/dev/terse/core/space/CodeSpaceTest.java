package dev.terse.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSpaceTest {
  private static final BlockedWords OF_S = new BlockedWords(Set.of("get", "satan", "s3x"), false);

  @ParameterizedTest
  @CsvSource({"1, 3, 266302", "1, 4, 17043518", "1, 5, 1090785341"})
  void capacity_alphabetOfS_subtractsOnlyWordsThatCanOccur(int min, int max, long capacity) {
    CodeSpace space = new CodeSpace(Alphabet.S, new Lengths(min, max), OF_S);
    assertThat(space.capacity()).isEqualTo(capacity);
  }

  @Test
  void capacity_caseIgnored_subtractsEachSpellingInTheAlphabet() {
    BlockedWords words = new BlockedWords(Set.of("Get", "gET", "s3x", "lol", "über"), true);
    CodeSpace space = new CodeSpace(new Alphabet("GgEeTtSsxL3"), new Lengths(1, 4), words);
    long get = 2 * 2 * 2;
    long s3x = 2;
    assertThat(space.capacity()).isEqualTo(11 + 121 + 1331 + 14641 - get - s3x);
  }

  @Test
  void tiers_defaults_addUp() {
    CodeSpace space = new CodeSpace(Alphabet.READABLE, new Lengths(5, 10), BlockedWords.NONE);
    assertThat(space.tiers().getFirst())
        .isEqualTo(new CodeSpace.Tier(5, 0, 601_692_057, 0, 601_692_057));
    assertThat(space.tiers().getLast())
        .isEqualTo(new CodeSpace.Tier(
            10, 6_464_880_908_128_557L, 362_033_331_456_891_249L, 0, 368_498_212_365_019_806L));
  }

  @Test
  void tiers_blockedWords_countInTheirOwnLength() {
    CodeSpace space = new CodeSpace(Alphabet.S, new Lengths(2, 5), OF_S);
    assertThat(space.tiers())
        .extracting(CodeSpace.Tier::blocked)
        .isEqualTo(List.of(0L, 2L, 0L, 1L));
    assertThat(space.tiers().get(1).capacity()).isEqualTo(64 * 64 * 64 - 2);
    assertThat(space.positions() - space.capacity()).isEqualTo(3);
  }

  @Test
  void create_tooManyCodesToNumber_namesTheRemedy() {
    assertThatThrownBy(
            () -> new CodeSpace(Alphabet.READABLE, new Lengths(5, 11), BlockedWords.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("codes.max-length is too long to number all codes: lower it below 11");
  }

  @Test
  void create_mostCodesThatCanBeNumbered_isExact() {
    CodeSpace space = new CodeSpace(new Alphabet("01"), new Lengths(1, 62), BlockedWords.NONE);
    assertThat(space.capacity()).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void create_tooManySpellings_namesTheWord() {
    BlockedWords words = new BlockedWords(Set.of("cccccccccccccccccccc"), true);
    Alphabet letters = new Alphabet("ab");
    assertThat(new CodeSpace(letters, new Lengths(20, 20), words).capacity()).isEqualTo(1 << 20);
    BlockedWords many = new BlockedWords(Set.of("abababababababababab"), true);
    assertThatThrownBy(() -> new CodeSpace(new Alphabet("abAB"), new Lengths(20, 20), many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("codes.blocked")
        .hasMessageContaining("abababababababababab");
  }
}
