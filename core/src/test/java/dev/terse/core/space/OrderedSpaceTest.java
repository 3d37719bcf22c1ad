package dev.terse.core.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OrderedSpaceTest {
  private static final ShuffleKey KEY = ShuffleKey.of("a secret for these tests");
  private static final BlockedWords OF_S = new BlockedWords(Set.of("get", "satan", "s3x"), false);

  @ParameterizedTest
  @CsvSource({
    "1, a",
    "26, z",
    "27, A",
    "52, Z",
    "53, 1",
    "62, 0",
    "63, -",
    "64, _",
    "65, aa",
    "4160, __",
    "4161, aaa",
    "266302, ___"
  })
  void positionOfNumber_plain_yieldsTheNumbersOfS(long number, String code) {
    OrderedSpace codes = ordered(Alphabet.S, 1, 3, OF_S, CodeOrder.PLAIN);
    assertThat(codes.codeAt(codes.positionOfNumber(number))).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void positionOfNumber_smallSpace_givesEachCodeOnceAndNoBlockedOne(CodeOrder order) {
    BlockedWords words = new BlockedWords(Set.of("a", "bb", "cab", "ddd", "eve"), true);
    OrderedSpace codes = ordered(new Alphabet("abcdAB"), 1, 3, words, order);
    Set<String> given = new HashSet<>();
    for (long number = 1; number <= codes.space().capacity(); number++) {
      long position = codes.positionOfNumber(number);
      String code = codes.codeAt(position);
      assertThat(codes.isBlocked(position)).isFalse();
      assertThat(codes.codesBefore(position)).isEqualTo(number - 1);
      assertThat(words.contains(code)).isFalse();
      given.add(code);
    }
    assertThat(given).hasSize(6 + 36 + 216 - 2 - 4 - 4 - 1);
  }

  @ParameterizedTest
  @EnumSource
  void positionOf_everyPosition_isTheInverseOfCodeAt(CodeOrder order) {
    OrderedSpace codes = ordered(new Alphabet("xyz~-"), 1, 4, BlockedWords.NONE, order);
    for (long position = 0; position < codes.space().positions(); position++) {
      assertThat(codes.positionOf(codes.codeAt(position))).isEqualTo(position);
    }
  }

  @Test
  void positionOf_notOfThisSpace_isMinusOne() {
    OrderedSpace codes = ordered(new Alphabet("ab"), 2, 3, BlockedWords.NONE, CodeOrder.PLAIN);
    assertThat(codes.positionOf("a")).isEqualTo(-1);
    assertThat(codes.positionOf("aaaa")).isEqualTo(-1);
    assertThat(codes.positionOf("ac")).isEqualTo(-1);
    assertThat(codes.positionOf("aé")).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void codeAt_longestLengthRaised_staysTheSame(CodeOrder order) {
    OrderedSpace before = ordered(Alphabet.READABLE, 1, 3, BlockedWords.NONE, order);
    OrderedSpace after = ordered(Alphabet.READABLE, 1, 10, BlockedWords.NONE, order);
    for (long position = 0; position < before.space().positions(); position += 97) {
      assertThat(after.codeAt(position)).isEqualTo(before.codeAt(position));
    }
    assertThat(after.codeAt(before.space().positions())).hasSize(4);
  }

  @Test
  void codeAt_wordsBlocked_movesNoCode() {
    OrderedSpace before = ordered(Alphabet.S, 1, 3, BlockedWords.NONE, CodeOrder.SHUFFLED);
    OrderedSpace after = ordered(Alphabet.S, 1, 3, OF_S, CodeOrder.SHUFFLED);
    assertThat(after.codeAt(100_000)).isEqualTo(before.codeAt(100_000));
    assertThat(after.isBlocked(before.positionOf("s3x"))).isTrue();
    assertThat(before.isBlocked(before.positionOf("s3x"))).isFalse();
  }

  @Test
  void codesLeft_nextPosition_countsWhatCanStillBeGiven() {
    BlockedWords words = new BlockedWords(Set.of("b"), true);
    OrderedSpace codes = ordered(new Alphabet("abc"), 1, 1, words, CodeOrder.PLAIN);
    assertThat(codes.codesLeft(0)).isEqualTo(2);
    assertThat(codes.codesLeft(1)).isEqualTo(1);
    assertThat(codes.codesLeft(2)).isEqualTo(1);
    assertThat(codes.codesLeft(3)).isZero();
    assertThat(codes.codesLeft(1_000)).isZero();
  }

  @Test
  void positionOfNumber_beyondTheLast_throws() {
    OrderedSpace codes = ordered(new Alphabet("ab"), 1, 1, BlockedWords.NONE, CodeOrder.PLAIN);
    assertThatThrownBy(() -> codes.positionOfNumber(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number 3 is not 1 to 2, the numbers of all codes");
    assertThatThrownBy(() -> codes.codeAt(2)).isInstanceOf(IllegalArgumentException.class);
  }

  private static OrderedSpace ordered(
      Alphabet alphabet, int min, int max, BlockedWords blocked, CodeOrder order) {
    return new OrderedSpace(new CodeSpace(alphabet, new Lengths(min, max), blocked), order, KEY);
  }
}
