package dev.terse.store.cassandra.paxos;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets the changes of one thing that come from this node go one after another: transactions on the
 * same row that meet in the ring cost each other rounds, and time out when they are many. Only a
 * courtesy; what is right rests on the transactions. Safe for use by many threads.
 */
public final class Lanes {
  private static final int LANES = 1_024;

  private final ReentrantLock[] lanes = new ReentrantLock[LANES];
  private final Duration patience;

  /** Lanes in which a call waits at most {@code patience} for its turn. */
  public Lanes(Duration patience) {
    this.patience = patience;
    for (int i = 0; i < LANES; i++) {
      lanes[i] = new ReentrantLock(true);
    }
  }

  /** Does {@code call} alone among those for an equal {@code thing}. */
  public <T> T alone(String operation, Object thing, Supplier<T> call) {
    int hash = thing.hashCode();
    ReentrantLock lane = lanes[Math.floorMod(hash ^ (hash >>> 16), LANES)];
    enter(operation, lane);
    try {
      return call.get();
    } finally {
      lane.unlock();
    }
  }

  private void enter(String operation, ReentrantLock lane) {
    try {
      if (lane.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException(
        Reason.UNAVAILABLE, operation, "too many changes of the same thing wait already");
  }
}
