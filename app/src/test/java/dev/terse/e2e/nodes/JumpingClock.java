package dev.terse.e2e.nodes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A clock that goes wrong: now and then it jumps to any time within an hour of the true one,
 * forwards or back, and stays that wrong until it jumps again. Safe for use by many threads.
 */
final class JumpingClock implements InstantSource {
  private static final int READINGS_A_JUMP = 100;

  private final RandomGenerator random;
  private volatile Duration error = Duration.ZERO;

  JumpingClock(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Instant instant() {
    if (random.nextInt(READINGS_A_JUMP) == 0) {
      long hour = Duration.ofHours(1).toMillis();
      error = Duration.ofMillis(random.nextLong(-hour, hour));
    }
    return Instant.now().plus(error);
  }
}
