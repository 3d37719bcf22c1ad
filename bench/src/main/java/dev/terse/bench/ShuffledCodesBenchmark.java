package dev.terse.bench;

import dev.terse.core.space.Alphabet;
import dev.terse.core.space.BlockedWords;
import dev.terse.core.space.CodeOrder;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.space.Lengths;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.space.ShuffleKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to turn a position into a code, and how much of that is the shuffling?
 *
 * <pre>
 * bench/jmh.sh ShuffledCodesBenchmark
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ShuffledCodesBenchmark {
  private final byte[] buffer = new byte[16];

  /** The order. */
  @Param
  CodeOrder order = CodeOrder.SHUFFLED;

  /** How many characters the codes have. */
  @Param({"5", "10"})
  int length;

  private OrderedSpace codes = new OrderedSpace(
      new CodeSpace(Alphabet.READABLE, new Lengths(1, 1), BlockedWords.NONE), order, key());

  private long position;

  /** Puts the space in order. */
  @Setup
  public void setUp() {
    CodeSpace space =
        new CodeSpace(Alphabet.READABLE, new Lengths(length, length), BlockedWords.NONE);
    codes = new OrderedSpace(space, order, key());
  }

  /** One code, written into a buffer. */
  @Benchmark
  public byte[] spell() {
    codes.spell(position++, buffer, 0);
    return buffer;
  }

  private static ShuffleKey key() {
    return ShuffleKey.of("a secret for this benchmark");
  }
}
