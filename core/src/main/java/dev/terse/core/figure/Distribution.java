package dev.terse.core.figure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts how often values fall between given bounds. Safe for use by many threads; adding a value
 * allocates nothing and never waits.
 */
public final class Distribution {
  private static final double NANOS = 1e9;

  private final long[] bounds;
  private final double unit;

  /** A count for each bound, one for what is above all, and the sum of all values. */
  private final AtomicLongArray counts;

  private Distribution(long[] bounds, double unit) {
    this.bounds = bounds;
    this.unit = unit;
    this.counts = new AtomicLongArray(bounds.length + 2);
  }

  /** Of whole numbers; each of {@code bounds}, which ascend, is itself below its bound. */
  public static Distribution ofNumbers(long... bounds) {
    return new Distribution(bounds.clone(), 1);
  }

  /** Of times in nanoseconds, told in seconds; {@code bounds} ascend. */
  public static Distribution ofTimes(List<Duration> bounds) {
    return new Distribution(bounds.stream().mapToLong(Duration::toNanos).toArray(), NANOS);
  }

  /** One more value. */
  public void add(long value) {
    add(value, 1);
  }

  /** A value that stands for {@code times} of about the same size. */
  public void add(long value, int times) {
    int place = 0;
    while (place < bounds.length && value > bounds[place]) {
      place++;
    }
    counts.getAndAdd(place, times);
    counts.getAndAdd(bounds.length + 1, value * times);
  }

  /** How many values lie where, all there are of {@code parts}, which have the same bounds. */
  public static Shape sum(List<Distribution> parts) {
    return parts.stream().map(Distribution::now).reduce(Shape::plus).orElseThrow();
  }

  /** How many values lie where. */
  public Shape now() {
    List<Long> now = new ArrayList<>();
    for (int i = 0; i <= bounds.length; i++) {
      now.add(counts.get(i));
    }
    return new Shape(
        Arrays.stream(bounds).mapToObj(bound -> bound / unit).toList(),
        List.copyOf(now),
        counts.get(bounds.length + 1) / unit);
  }

  /**
   * Values between bounds.
   *
   * @param bounds the upper ones, ascending
   * @param counts how many values lie up to each bound and above the one before, and how many above
   *     all bounds
   * @param sum of all values
   */
  public record Shape(List<Double> bounds, List<Long> counts, double sum) {

    private Shape plus(Shape other) {
      List<Long> both = new ArrayList<>();
      for (int i = 0; i < counts.size(); i++) {
        both.add(counts.get(i) + other.counts.get(i));
      }
      return new Shape(bounds, List.copyOf(both), sum + other.sum);
    }
  }
}
