package dev.terse.server.load;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How late event loops come to what is due: longer than a moment, and they have more to do than
 * they can. Safe for use by many threads.
 */
public final class LoopLag {

  /** How often each loop is looked at. */
  private static final Duration PERIOD = Duration.ofMillis(100);

  /** A loop that is later than this twice in a row, or twice as late once, is too busy. */
  private static final Duration LATE = Duration.ofMillis(100);

  private final LongSupplier nanos;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  /** Watches no loop yet. */
  public LoopLag(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Watches the loop that calls this, until {@code vertx} is closed.
   *
   * @param lags is told, on the loop, how many nanoseconds late it was each time
   */
  public void watch(Vertx vertx, LongConsumer lags) {
    Loop loop = new Loop(nanos.getAsLong());
    loops.add(loop);
    vertx.setPeriodic(PERIOD.toMillis(), _ -> {
      loop.tick(nanos.getAsLong());
      lags.accept(Math.max(0, loop.lag));
    });
  }

  /** How late the latest loop is. */
  public Duration most() {
    long now = nanos.getAsLong();
    return Duration.ofNanos(
        loops.stream().mapToLong(loop -> loop.lag(now)).max().orElse(0));
  }

  /** Whether a loop is too busy. One that was held up for a moment is not. */
  public boolean isLate() {
    long now = nanos.getAsLong();
    return loops.stream().anyMatch(loop -> loop.isLate(now));
  }

  /** Written by its loop only. */
  private static final class Loop {
    private volatile long ticked;
    private volatile long lag;
    private volatile long lagBefore;

    Loop(long now) {
      this.ticked = now;
    }

    void tick(long now) {
      lagBefore = lag;
      lag = now - ticked - PERIOD.toNanos();
      ticked = now;
    }

    /** The last lag, or the one that is growing. */
    long lag(long now) {
      return Math.max(0, Math.max(lag, now - ticked - PERIOD.toNanos()));
    }

    boolean isLate(long now) {
      return Math.max(Math.min(lag, lagBefore), lag(now) / 2) > LATE.toNanos();
    }
  }
}
