package dev.terse.core.redirect;

import java.time.Duration;

/**
 * How long what was read from a store may be told without asking it again.
 *
 * @param fresh told as it is; up to twice as long it is told too, and read again behind the scenes
 * @param stale told so long at most, while the store cannot be asked
 * @param unknown how long a code that nobody uses is remembered to be free
 */
public record Freshness(Duration fresh, Duration stale, Duration unknown) {

  private static final Duration AGES = Duration.ofDays(100 * 366);

  /** For a store that nobody else changes: what was read is right until it is forgotten. */
  public static final Freshness UNTIL_FORGOTTEN = new Freshness(AGES, AGES, Duration.ofSeconds(10));

  /** Throws IllegalArgumentException unless {@code fresh} is positive and no more than stale. */
  public Freshness {
    if (!fresh.isPositive() || !unknown.isPositive() || stale.compareTo(fresh) < 0) {
      throw new IllegalArgumentException("fresh for " + fresh + " and stale for " + stale
          + ": the one above 0, the other no less");
    }
  }

  /** For a store that other nodes change; a {@code stale} below {@code fresh} is as long. */
  public static Freshness shared(Duration fresh, Duration stale) {
    return new Freshness(fresh, stale.compareTo(fresh) < 0 ? fresh : stale, fresh);
  }

  boolean isForever() {
    return fresh.equals(AGES);
  }
}
