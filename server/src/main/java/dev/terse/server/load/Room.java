package dev.terse.server.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Memory for requests that have not been answered yet, shared by all connections. Safe for use by
 * many threads; never waits.
 *
 * <p>When it is used up, whoever holds more than its share is refused more, its share being what
 * all would hold if they held the same. So a few with large bodies cannot keep out many with small
 * ones; and n of them together never hold more than 1 + ln(n) times the room, since the k-th to
 * come is granted a k-th of it.
 */
public final class Room {
  private final long bytes;
  private final AtomicLong held = new AtomicLong();
  private final AtomicInteger holders = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  /** Room for {@code bytes}. */
  public Room(long bytes) {
    this.bytes = bytes;
  }

  /** How many bytes are held. */
  public long held() {
    return held.get();
  }

  /** How often somebody was refused. */
  public long refused() {
    return refused.sum();
  }

  /** What one connection holds; used by one thread. */
  public final class Share {
    private long mine;

    /** Holds {@code more} bytes, or returns false and holds what it held. */
    public boolean grow(int more) {
      if (mine == 0) {
        holders.incrementAndGet();
      }
      mine += more;
      if (held.addAndGet(more) <= bytes || mine <= bytes / holders.get()) {
        return true;
      }
      refused.increment();
      mine -= more;
      held.addAndGet(-more);
      if (mine == 0) {
        holders.decrementAndGet();
      }
      return false;
    }

    /** Gives all back. */
    public void release() {
      if (mine != 0) {
        held.addAndGet(-mine);
        holders.decrementAndGet();
        mine = 0;
      }
    }
  }
}
