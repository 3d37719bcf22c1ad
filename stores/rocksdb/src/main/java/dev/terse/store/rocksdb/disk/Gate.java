package dev.terse.store.rocksdb.disk;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps calls away from native handles that have been let go. Safe for use by many threads.
 *
 * <p>A caller counts itself in and then looks whether the gate is closed; the closer closes it and
 * then looks whether anyone is in. Both are volatile, so at least one of them sees the other:
 * nobody is inside once {@link #close()} has returned, and a handle freed after that is in nobody's
 * hands. Callers count on different stripes, each on a cache line of its own, because on one
 * counter all readers would queue for the line.
 */
final class Gate {
  private static final int STRIPES = 32;
  private static final int SPACING = 32;
  private static final long POLL_NANOS = 100_000;

  private final AtomicIntegerArray inside = new AtomicIntegerArray(STRIPES * SPACING);
  private volatile boolean closed;

  /** Lets the caller in, who must {@link #leave} with the answer; throws if the gate is closed. */
  int enter(String operation) {
    int stripe = (int) (Thread.currentThread().threadId() % STRIPES) * SPACING;
    inside.getAndIncrement(stripe);
    if (closed) {
      leave(stripe);
      throw new StoreException(Reason.CLOSED, operation, "the store has been closed");
    }
    return stripe;
  }

  void leave(int stripe) {
    inside.getAndDecrement(stripe);
  }

  /** Lets nobody in any more and returns when all have left. */
  void close() {
    closed = true;
    for (int stripe = 0; stripe < inside.length(); stripe += SPACING) {
      while (inside.get(stripe) != 0) {
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }
}
