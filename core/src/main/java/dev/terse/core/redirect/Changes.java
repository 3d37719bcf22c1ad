package dev.terse.core.redirect;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Tells copies of what a {@link RedirectCache} knows that something has changed. Keys share
 * {@value #STRIPES} numbers that only rise: who notes a key's number before he copies, and finds it
 * again, has what the cache would tell. Safe for use by many threads.
 */
final class Changes {

  /** So many that a change spoils few copies, and so few that they stay near the processor. */
  private static final int STRIPES = 4_096;

  private final AtomicIntegerArray numbers = new AtomicIntegerArray(STRIPES);

  /** Which number is {@code name}'s. */
  static int stripe(String name) {
    int hash = name.hashCode() * 0x9E37_79B9;
    return hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(STRIPES));
  }

  /** The number of {@code stripe}. */
  int number(int stripe) {
    return numbers.get(stripe);
  }

  /** What is known of {@code name} has changed already. */
  void changed(String name) {
    numbers.incrementAndGet(stripe(name));
  }
}
