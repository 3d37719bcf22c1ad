package dev.terse.core.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many ask the store, and how many wait to, so that neither a scan of codes nor a store
 * that hangs takes more than that. Safe for use by many threads.
 *
 * <p>A read may wait for its turn: whoever asks in a burst is answered. If no turn was free for as
 * long as a read may wait, more is asked than the store can do: each further read then waits for a
 * moment only, so that those who get a turn get it soon, and the others hear so soon.
 */
final class Turns {

  /** Reads that ask the store at once. */
  static final int MAX_AT_ONCE = 64;

  /** Reads under way beside which one may begin that nobody waits for. */
  static final int MAX_UNASKED = 32;

  /** The same while the store is late: what it can still do belongs to those who wait. */
  static final int MAX_UNASKED_IF_LATE = 8;

  /** Reads under way, those included that wait for their turn. */
  static final int MAX_READS = 4_096;

  /** Askers who wait for a read. */
  static final int MAX_ASKERS = 16_384;

  /** How long a read waits for its turn. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /** The same once no turn was free for as long as {@link #LONGEST_WAIT}. */
  private static final Duration SHORT_WAIT = Duration.ofMillis(100);

  /** Once no turn was free for so long, those should stand back who can wait. */
  static final Duration CROWDED = Duration.ofMillis(500);

  private final Ticker ticker;
  private final Semaphore turns = new Semaphore(MAX_AT_ONCE);
  private final LongAdder refused = new LongAdder();
  private volatile long lastFree;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger askers = new AtomicInteger();

  /** Nobody asks yet; {@code ticker} tells how long turns are missing. */
  Turns(Ticker ticker) {
    this.ticker = ticker;
    this.lastFree = ticker.read();
  }

  /** Whether turns have been missing for a while. */
  boolean isCrowded() {
    return turns.availablePermits() == 0 && missing() > CROWDED.toNanos();
  }

  /** Whether a read may begin that nobody waits for. */
  boolean isQuiet(boolean storeIsWell) {
    return reads.get() < (storeIsWell ? MAX_UNASKED : MAX_UNASKED_IF_LATE);
  }

  /** Reads under way. */
  int reads() {
    return reads.get();
  }

  /** How often one more could not be, or got no turn. */
  long refused() {
    return refused.sum();
  }

  /** Counts a read that begins, if there may be one more. */
  boolean begin() {
    return enter(reads, MAX_READS);
  }

  /** Counts off a read that {@link #begin()} has counted. */
  void end() {
    reads.decrementAndGet();
  }

  /** Counts an asker who begins to wait, if there may be one more. */
  boolean await() {
    return enter(askers, MAX_ASKERS);
  }

  /** Counts off an asker whom {@link #await()} has counted. */
  void leave() {
    askers.decrementAndGet();
  }

  /** What {@code question} brings when its turn has come; null if that takes too long. */
  <T> @Nullable T ask(Supplier<@Nullable T> question) {
    if (!take()) {
      refused.increment();
      return null;
    }
    try {
      return question.get();
    } finally {
      turns.release();
    }
  }

  private boolean take() {
    if (turns.tryAcquire()) {
      lastFree = ticker.read();
      return true;
    }
    Duration wait = missing() > LONGEST_WAIT.toNanos() ? SHORT_WAIT : LONGEST_WAIT;
    try {
      return turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** For how many nanoseconds no turn has been free, if none is. */
  private long missing() {
    return ticker.read() - lastFree;
  }

  private boolean enter(AtomicInteger count, int max) {
    if (count.incrementAndGet() <= max) {
      return true;
    }
    count.decrementAndGet();
    refused.increment();
    return false;
  }
}
