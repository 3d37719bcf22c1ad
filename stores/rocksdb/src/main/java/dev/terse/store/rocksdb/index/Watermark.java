package dev.terse.store.rocksdb.index;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the index has come, for searches to wait for. Safe for use by many threads. */
final class Watermark {
  /** How long a search waits for changes made before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private @Nullable LuceneIndex index;
  private long reached;
  private int waiting;

  /** Says that {@code current} holds every change up to {@code change}. */
  void reach(LuceneIndex current, long change) {
    lock.lock();
    try {
      index = current;
      reached = change;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Says that there is no index for the time being. */
  void withdraw() {
    lock.lock();
    try {
      index = null;
    } finally {
      lock.unlock();
    }
  }

  boolean isAwaited() {
    lock.lock();
    try {
      return waiting > 0;
    } finally {
      lock.unlock();
    }
  }

  /** The index once it holds {@code change}; {@code hurry} is called if that is not yet. */
  LuceneIndex await(long change, String operation, Runnable hurry) {
    lock.lock();
    waiting++;
    try {
      long left = PATIENCE.toNanos();
      while (index == null || reached < change) {
        if (left <= 0) {
          throw behind(change, operation);
        }
        hurry.run();
        left = moved.awaitNanos(left);
      }
      return index;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Reason.UNAVAILABLE, operation, "interrupted");
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private StoreException behind(long change, String operation) {
    String state =
        index == null ? "is being rebuilt" : "is " + (change - reached) + " changes behind";
    return new StoreException(
        Reason.UNAVAILABLE, operation, "the search index " + state + ": try again later");
  }
}
