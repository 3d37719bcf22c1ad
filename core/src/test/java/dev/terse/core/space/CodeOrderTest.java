package dev.terse.core.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What can be seen in codes drawn one after the other. The threshold of each statistic is its value
 * that uniformly random codes exceed once in a million times; secrets are fixed, so a run tells the
 * same every time.
 */
class CodeOrderTest {
  private static final int DRAWN = 100_000;
  private static final int LENGTH = 5;
  private static final int SIZE = Alphabet.READABLE.size();

  /** Standard deviations that a normal variable exceeds once in a million times. */
  private static final double ONE_IN_A_MILLION = 4.753;

  @ParameterizedTest
  @ValueSource(strings = {"one secret", "another secret", "a third secret"})
  void shuffled_charactersAtEachPlace_lookUniform(String secret) {
    int[][] codes = draw(CodeOrder.SHUFFLED, secret);
    for (int place = 0; place < LENGTH; place++) {
      assertThat(unevenness(codes, place)).as("place %d", place).isLessThan(threshold(SIZE));
    }
  }

  @Test
  void plain_charactersAtEachPlace_betrayTheOrder() {
    int[][] codes = draw(CodeOrder.PLAIN, "");
    for (int place = 0; place < LENGTH - 2; place++) {
      assertThat(unevenness(codes, place)).as("place %d", place).isGreaterThan(threshold(SIZE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"one secret", "another secret", "a third secret"})
  void shuffled_charactersOfNeighbours_lookIndependent(String secret) {
    int[][] codes = draw(CodeOrder.SHUFFLED, secret);
    for (int place = 0; place < LENGTH; place++) {
      assertThat(dependence(codes, place)).as("place %d", place).isLessThan(threshold(SIZE * SIZE));
    }
  }

  @Test
  void plain_charactersOfNeighbours_betrayTheOrder() {
    int[][] codes = draw(CodeOrder.PLAIN, "");
    assertThat(dependence(codes, LENGTH - 1)).isGreaterThan(threshold(SIZE * SIZE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one secret", "another secret", "a third secret"})
  void shuffled_neighbours_sharePrefixesNoMoreThanByChance(String secret) {
    int[][] codes = draw(CodeOrder.SHUFFLED, secret);
    for (int length = 1; length <= 2; length++) {
      double chance = Math.pow(SIZE, -length);
      double expected = DRAWN * chance;
      double bound = expected + ONE_IN_A_MILLION * Math.sqrt(expected * (1 - chance)) + 1;
      assertThat(sharingPrefix(codes, length)).as("%d characters", length).isLessThan((int) bound);
    }
  }

  @Test
  void plain_neighbours_sharePrefixes() {
    assertThat(sharingPrefix(draw(CodeOrder.PLAIN, ""), 2)).isGreaterThan(DRAWN * 9 / 10);
  }

  private static int[][] draw(CodeOrder order, String secret) {
    CodeSpace space =
        new CodeSpace(Alphabet.READABLE, new Lengths(LENGTH, LENGTH), BlockedWords.NONE);
    OrderedSpace ordered = new OrderedSpace(space, order, ShuffleKey.of(secret));
    int[][] codes = new int[DRAWN][];
    for (int i = 0; i < DRAWN; i++) {
      codes[i] =
          ordered.codeAt(i).chars().map(c -> Alphabet.READABLE.digit((char) c)).toArray();
    }
    return codes;
  }

  private static double unevenness(int[][] codes, int place) {
    int[] counts = new int[SIZE];
    for (int[] code : codes) {
      counts[code[place]]++;
    }
    return chiSquared(counts, codes.length);
  }

  private static double dependence(int[][] codes, int place) {
    int[] counts = new int[SIZE * SIZE];
    for (int i = 1; i < codes.length; i++) {
      counts[codes[i - 1][place] * SIZE + codes[i][place]]++;
    }
    return chiSquared(counts, codes.length - 1);
  }

  private static int sharingPrefix(int[][] codes, int length) {
    int sharing = 0;
    for (int i = 1; i < codes.length; i++) {
      boolean shared = true;
      for (int place = 0; place < length; place++) {
        shared &= codes[i - 1][place] == codes[i][place];
      }
      sharing += shared ? 1 : 0;
    }
    return sharing;
  }

  private static double chiSquared(int[] counts, int total) {
    double expected = (double) total / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /** The chi-squared quantile for so many cells, by the approximation of Wilson and Hilferty. */
  private static double threshold(int cells) {
    double freedom = cells - 1.0;
    double ninth = 2 / (9 * freedom);
    return freedom * Math.pow(1 - ninth + ONE_IN_A_MILLION * Math.sqrt(ninth), 3);
  }
}
