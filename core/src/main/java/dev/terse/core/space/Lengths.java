package dev.terse.core.space;

/**
 * How many characters codes have.
 *
 * @param min of the shortest, at least 1
 * @param max of the longest, at least {@code min}
 */
public record Lengths(int min, int max) {

  /** Throws IllegalArgumentException unless 1 ≤ min ≤ max. */
  public Lengths {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException("no code has " + min + " to " + max + " characters");
    }
  }
}
