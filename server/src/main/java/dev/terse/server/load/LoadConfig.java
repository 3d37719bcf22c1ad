package dev.terse.server.load;

import java.time.Duration;

/**
 * How much is worked on at once.
 *
 * @param most requests of the API and for pages at once
 * @param goal what takes longer shows that the server has too much to do, so it takes on less; zero
 *     never does
 */
public record LoadConfig(int most, Duration goal) {

  /** 512 at once, and a second. */
  public static final LoadConfig DEFAULT = new LoadConfig(512, Duration.ofSeconds(1));

  /** Throws IllegalArgumentException for less than 1 at once or a negative time. */
  public LoadConfig {
    if (most < 1 || goal.isNegative()) {
      throw new IllegalArgumentException("one request at once at least, and no negative time");
    }
  }
}
