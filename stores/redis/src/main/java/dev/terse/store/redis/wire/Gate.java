package dev.terse.store.redis.wire;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets calls in until it is closed, and knows when all have left. A caller counts itself in and
 * then looks whether the gate is closed; the closer closes it and then looks who is in: one of them
 * sees the other. Safe for use by many threads.
 */
final class Gate {
  private static final long POLL_NANOS = 1_000_000;

  private final LongAdder entered = new LongAdder();
  private final LongAdder left = new LongAdder();
  private volatile boolean closed;

  /** Lets the caller in, who must {@link #leave()}; throws if the gate is closed. */
  void enter(String operation) {
    entered.increment();
    if (closed) {
      left.increment();
      throw new StoreException(Reason.CLOSED, operation, "the store has been closed");
    }
  }

  void leave() {
    left.increment();
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets nobody in any more; returns when all have left, or after {@code patience}. */
  void close(Duration patience) {
    closed = true;
    long deadline = System.nanoTime() + patience.toNanos();
    // Counted in this order, nobody who is still inside can be missed.
    while (left.sum() < entered.sum() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
