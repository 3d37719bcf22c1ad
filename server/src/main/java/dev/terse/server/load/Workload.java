package dev.terse.server.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Runs work that may block, each on a thread of its own, and turns away what would be too much.
 * Safe for use by many threads; never waits.
 *
 * <p>Nothing queues here: what is under way waits where it asks, in the store. Every
 * {@link #INTERVAL} it looks whether that is too long. If most of the time that went by in work was
 * spent in pieces that took longer than the goal, or if {@code pressed} says that redirects suffer,
 * the limit falls below what was under way; else it rises again. It never falls below
 * {@link #LEAST}, with which a store that is merely far away is still of use. Pages get half of the
 * limit, so that programs find room when people no longer do. Work is weighed by its time because
 * requests that are refused at once would otherwise hide those that hang.
 */
public final class Workload {

  /** However slow everything is, so many are worked on at once. */
  static final int LEAST = 64;

  /** How often the limit changes. */
  static final Duration INTERVAL = Duration.ofMillis(100);

  /** After so many intervals without work the limit is what it was at first. */
  private static final int FORGOTTEN_AFTER = 50;

  private final Executor threads;
  private final LoadConfig config;
  private final BooleanSupplier pressed;
  private final LongSupplier nanos;
  private final Map<Kind, LongAdder> refused = new EnumMap<>(Kind.class);

  private int limit;
  private int underWay;
  private int mostUnderWay;
  private long intervalBegan;
  private long timeSpent;
  private long timeSpentLate;

  /**
   * Runs work on {@code threads}.
   *
   * @param pressed whether redirects want the store or the processor for themselves
   * @param nanos a clock that never goes back
   */
  public Workload(
      Executor threads, LoadConfig config, BooleanSupplier pressed, LongSupplier nanos) {
    this.threads = threads;
    this.config = config;
    this.pressed = pressed;
    this.nanos = nanos;
    this.limit = config.most();
    this.intervalBegan = nanos.getAsLong();
    for (Kind kind : Kind.values()) {
      refused.put(kind, new LongAdder());
    }
  }

  /** Has {@code work} run soon, or returns false because there is too much to do. */
  public boolean start(Kind kind, Runnable work) {
    long began = nanos.getAsLong();
    if (!begin(kind, began)) {
      refuse(kind);
      return false;
    }
    threads.execute(() -> {
      try {
        work.run();
      } finally {
        end(began);
      }
    });
    return true;
  }

  /** Counts one that is turned away, here or by whoever answers without work. */
  public void refuse(Kind kind) {
    count(kind).increment();
  }

  /** How many pieces of that kind were turned away. */
  public long refused(Kind kind) {
    return count(kind).sum();
  }

  /** How many are under way. */
  public synchronized int underWay() {
    return underWay;
  }

  /** How many may be under way just now. */
  public synchronized int limit() {
    return limit;
  }

  private synchronized boolean begin(Kind kind, long now) {
    adapt(now);
    int room = kind == Kind.API ? limit : Math.max(1, limit / 2);
    if (underWay >= room) {
      return false;
    }
    underWay++;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    return true;
  }

  private synchronized void end(long began) {
    long now = nanos.getAsLong();
    long took = now - began;
    timeSpent += took;
    if (took > config.goal().toNanos()) {
      timeSpentLate += took;
    }
    underWay--;
    adapt(now);
  }

  private void adapt(long now) {
    long intervals = (now - intervalBegan) / INTERVAL.toNanos();
    if (intervals == 0 || config.goal().isZero()) {
      return;
    }
    if (timeSpentLate > timeSpent / 2 || pressed.getAsBoolean()) {
      limit = Math.max(LEAST, Math.min(limit, mostUnderWay) * 3 / 4);
      rise(underWay == 0 ? intervals - 1 : 0);
    } else {
      rise(intervals);
    }
    limit = Math.min(limit, config.most());
    intervalBegan = now;
    mostUnderWay = underWay;
    timeSpent = 0;
    timeSpentLate = 0;
  }

  private void rise(long intervals) {
    for (long i = Math.min(intervals, FORGOTTEN_AFTER); i > 0; i--) {
      limit += Math.max(1, limit / 8);
    }
  }

  private LongAdder count(Kind kind) {
    return Objects.requireNonNull(refused.get(kind));
  }
}
