package dev.terse.store.postgres.connect;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls in until the store closes, and has the closing wait for those inside. Safe for use by
 * many threads. Each call holds one permit; the closer takes all there are and keeps them.
 */
final class Gate {
  /** Longer than any call can take, each of whose steps is bounded. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Semaphore permits = new Semaphore(Integer.MAX_VALUE);
  private volatile boolean closed;

  /** Lets the caller in, who must {@link #leave}; throws if the gate is closed. */
  void enter(String operation) {
    if (closed || !permits.tryAcquire()) {
      throw new StoreException(Reason.CLOSED, operation, "the store has been closed");
    }
  }

  void leave() {
    permits.release();
  }

  /** Lets nobody in any more, and returns when all have left. Idempotent. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = false;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        permits.tryAcquire(Integer.MAX_VALUE, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
