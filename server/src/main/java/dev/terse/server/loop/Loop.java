package dev.terse.server.loop;

import dev.terse.core.figure.Distribution;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;

/**
 * What one event loop has done. Only that loop writes; anybody reads.
 *
 * <p>So a count is a plain read and a plain write: no locked instruction, no allocation. Reading
 * the clock twice would cost more than all else here, so of the requests that are answered before
 * they are decoded one in {@value #ONE_IN} is timed and stands for as many.
 */
public final class Loop {

  /** Of early answers, one in so many is timed: a power of two. */
  static final int ONE_IN = 16;

  /** Longs in two cache lines, which keep other loops' counts away. */
  private static final int PADDING = 16;

  private static final int EARLY = PADDING;
  private static final int HITS = EARLY + 1;
  private static final int MISSES = EARLY + 2;
  private static final int OUTCOMES = EARLY + 3;

  private final AtomicLongArray counts =
      new AtomicLongArray(OUTCOMES + Outcome.values().length + PADDING);
  private final Distribution early = Distribution.ofTimes(REDIRECT_TIMES);
  private final Distribution ordinary = Distribution.ofTimes(REDIRECT_TIMES);
  private final Distribution lag = Distribution.ofTimes(LAG_TIMES);

  private static final List<Duration> REDIRECT_TIMES = micros(
      10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000,
      500_000, 1_000_000);

  private static final List<Duration> LAG_TIMES =
      micros(1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000);

  Loop() {}

  /** The time, if the next early answer is to be timed, or 0; for {@link #answeredEarly}. */
  public long clockIn() {
    return (get(EARLY) & (ONE_IN - 1)) == ONE_IN - 1 ? System.nanoTime() : 0;
  }

  /** A request was answered before it was decoded; it came at {@code began}, or 0. */
  public void answeredEarly(long began) {
    increment(EARLY);
    if (began != 0) {
      early.add(System.nanoTime() - began, ONE_IN);
    }
  }

  /** Whether memory could tell, of a request that went the ordinary way. */
  public void lookedUp(boolean isHit) {
    increment(isHit ? HITS : MISSES);
  }

  /** A request that came at {@code began}, by {@link System#nanoTime()}, was answered. */
  public void answered(Outcome outcome, long began) {
    increment(OUTCOMES + outcome.place);
    ordinary.add(System.nanoTime() - began);
  }

  /** Something that was due has begun so many nanoseconds later. */
  public void lagged(long nanos) {
    lag.add(nanos);
  }

  long early() {
    return get(EARLY);
  }

  /** Early answers are all from memory. */
  long hits() {
    return get(HITS) + early();
  }

  long misses() {
    return get(MISSES);
  }

  long ordinary(Outcome outcome) {
    return get(OUTCOMES + outcome.place);
  }

  Distribution earlyTimes() {
    return early;
  }

  Distribution ordinaryTimes() {
    return ordinary;
  }

  Distribution lags() {
    return lag;
  }

  private long get(int count) {
    return counts.getOpaque(count);
  }

  private void increment(int count) {
    counts.setOpaque(count, counts.getPlain(count) + 1);
  }

  private static List<Duration> micros(long... times) {
    return Stream.of(times)
        .flatMapToLong(java.util.Arrays::stream)
        .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
        .toList();
  }
}
