package dev.terse.core.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleTest {
  private static final ShuffleKey KEY = ShuffleKey.of("a secret for these tests");

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 10, 26, 57, 64, 65})
  void apply_everyNumberOfShortCodes_hitsEachOnceAndIsUndone(int alphabet) {
    for (int length = 1; length <= 3; length++) {
      assertPermutes((int) Math.powExact((long) alphabet, length), "length " + length);
    }
  }

  @Test
  void apply_everyNumberOfSmallSizes_hitsEachOnceAndIsUndone() {
    for (int size = 1; size <= 300; size++) {
      assertPermutes(size, "size");
    }
  }

  @ParameterizedTest
  @CsvSource({"57, 5", "57, 6", "57, 7", "57, 10", "64, 10", "2, 62", "5, 27", "13, 17", "38, 12"})
  void invert_randomNumbersOfLargeSizes_undoesApply(int alphabet, int length) {
    long size = Math.powExact((long) alphabet, length);
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Shuffle shuffle = new Shuffle(size, KEY, "large");
    for (int i = 0; i < 1_200_000; i++) {
      long number = random.nextLong(size);
      long shuffled = shuffle.apply(number);
      if (shuffled < 0 || shuffled >= size || shuffle.invert(shuffled) != number) {
        assertThat(shuffle.invert(shuffled))
            .as("number %d to %d", number, shuffled)
            .isEqualTo(number);
        assertThat(shuffled).isBetween(0L, size - 1);
      }
    }
  }

  @Test
  void apply_otherKeyOrLabel_permutesOtherwise() {
    Shuffle shuffle = new Shuffle(1_000_000, KEY, "one");
    Shuffle otherKey = new Shuffle(1_000_000, ShuffleKey.of("another secret"), "one");
    Shuffle otherLabel = new Shuffle(1_000_000, KEY, "two");
    int same = 0;
    for (int i = 0; i < 1_000; i++) {
      long result = shuffle.apply(i);
      same += result == otherKey.apply(i) ? 1 : 0;
      same += result == otherLabel.apply(i) ? 1 : 0;
    }
    assertThat(same).isLessThan(5);
  }

  /** A store's printed links depend on these: another result here gives codes twice. */
  @Test
  void apply_knownNumbers_neverChanges() {
    Shuffle shuffle = new Shuffle(601_692_057, KEY, "pinned");
    assertThat(new long[] {shuffle.apply(0), shuffle.apply(1), shuffle.apply(601_692_056)})
        .containsExactly(248_536_510, 130_957_078, 592_758_107);
  }

  private static void assertPermutes(int size, String label) {
    Shuffle shuffle = new Shuffle(size, KEY, label);
    BitSet hit = new BitSet(size);
    for (int number = 0; number < size; number++) {
      long result = shuffle.apply(number);
      hit.set((int) result);
      if (shuffle.invert(result) != number) {
        assertThat(shuffle.invert(result)).as("size %d", size).isEqualTo(number);
      }
    }
    assertThat(hit.cardinality()).isEqualTo(size);
    assertThat(hit.length()).isEqualTo(size);
  }
}
