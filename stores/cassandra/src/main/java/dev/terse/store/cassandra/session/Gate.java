package dev.terse.store.cassandra.session;

import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets the ports' calls in until it is closed, and tells their failures. Safe for use by many
 * threads. A caller counts itself in and then looks whether the gate is closed; the closer closes
 * it and then looks whether anyone is in: at least one of them sees the other.
 */
public final class Gate {
  private static final long POLL_NANOS = 1_000_000;

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** An open gate. */
  public Gate() {}

  /** Does {@code call}; throws {@link StoreException} if it fails, or the gate is closed. */
  public <T extends @Nullable Object> T pass(String operation, Supplier<T> call) {
    inside.incrementAndGet();
    try {
      if (closed.get()) {
        throw new StoreException(Reason.CLOSED, operation, "the store has been closed");
      }
      return call.get();
    } catch (RecordException e) {
      throw new StoreException(e.reason(), operation, e);
    } finally {
      inside.decrementAndGet();
    }
  }

  /**
   * Lets nobody in any more, waits until all have left, at most {@code patience}, and tells whether
   * this was the first to close it.
   */
  public boolean close(Duration patience) {
    boolean first = closed.compareAndSet(false, true);
    long deadline = System.nanoTime() + patience.toNanos();
    while (inside.get() != 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return first;
  }
}
