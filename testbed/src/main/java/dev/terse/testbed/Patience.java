package dev.terse.testbed;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what servers do in their own time. */
final class Patience {
  private static final long PAUSE_MILLIS = 50;

  private Patience() {}

  /** Returns once {@code condition} holds; throws IllegalStateException with the plight if late. */
  static void await(Duration patience, BooleanSupplier condition, Supplier<String> plight) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(plight.get());
      }
      pause();
    }
  }

  /** Lets a moment pass. */
  static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
