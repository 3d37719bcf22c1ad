package dev.terse.core.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the store is worth asking. Safe for use by many threads; never waits.
 *
 * <p>After {@value #FAILURES} failures in a row it is open: the store is asked by one probe every
 * {@link #PROBE_EVERY} only, whatever became of the probe before. The first answer closes it. Reads
 * that were under way together and failed count as one failure: a store that stood still for a
 * moment has failed once, however many asked. A store that answers late is asked on, but nobody who
 * has another answer waits for it.
 */
final class Breaker {

  /** One failure may be one broken connection; so many in a row are an outage. */
  static final int FAILURES = 3;

  /** A store that is back is noticed within this time, plus what one answer takes. */
  static final Duration PROBE_EVERY = Duration.ofMillis(500);

  private final Ticker ticker;
  private final long late;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong lastFailure = new AtomicLong();
  private final AtomicLong probeDue = new AtomicLong();
  private volatile boolean slow;

  /** Closed; an answer that takes longer than {@code late} is a late one. */
  Breaker(Ticker ticker, Duration late) {
    this.ticker = ticker;
    this.late = late.toNanos();
  }

  /** Whether the store fails. */
  boolean isOpen() {
    return failures.get() >= FAILURES;
  }

  /** Whether the store answers, and soon. */
  boolean isWell() {
    return !slow && !isOpen();
  }

  /** Whether the caller, and nobody else for a while, shall ask a store that fails. */
  boolean mayProbe() {
    long due = probeDue.get();
    long now = ticker.read();
    return now - due >= 0 && probeDue.compareAndSet(due, now + PROBE_EVERY.toNanos());
  }

  /** The store has answered within {@code nanos}. */
  void answered(long nanos) {
    if (failures.get() != 0) {
      failures.set(0);
    }
    boolean isLate = nanos > late;
    if (slow != isLate) {
      slow = isLate;
    }
  }

  /** An answer is late. */
  void late() {
    slow = true;
  }

  /** A read that began at {@code began}, by the ticker, has failed. */
  void failed(long began) {
    long last = lastFailure.get();
    int before = failures.get();
    if (before >= FAILURES || (before > 0 && began - last < 0)) {
      return;
    }
    long now = ticker.read();
    if (lastFailure.compareAndSet(last, now) && failures.incrementAndGet() == FAILURES) {
      probeDue.set(now + PROBE_EVERY.toNanos());
    }
  }
}
