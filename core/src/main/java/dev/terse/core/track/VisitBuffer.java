package dev.terse.core.track;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.Visit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A bounded hand-off of visits from many threads to one. Offering allocates nothing and never
 * waits: what finds no room is dropped and counted.
 *
 * <p>A ring in the manner of JCTools' {@code MpscArrayQueue} (after Lamport's queue of 1983): a
 * producer claims an index by raising the tail, if that stays within the capacity of the head, then
 * fills its slot. The consumer empties slots in order and raises the head afterwards, so a claimed
 * slot is always empty; it stops at a slot that is claimed but not filled yet. A slot is three
 * numbers, so no visit outlives the call that brings it. Each end has cache lines of its own.
 * Closing raises the tail beyond any capacity, so that nothing is claimed later.
 */
final class VisitBuffer {

  /** Most visits that wait. */
  static final int CAPACITY = 65_536;

  /** Index of the head in {@link #ends}. */
  private static final int HEAD = 16;

  /** Index of the tail in {@link #ends}, 128 bytes from the head. */
  private static final int TAIL = 32;

  private static final long CLOSED = 1L << 62;

  /** Longs of a slot: the link's id, and the time, written last, whose sign bit is flipped. */
  private static final int WIDTH = 3;

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int TIME = 2;

  /** The time in an empty slot, which no visit has. */
  private static final long EMPTY = 0;

  private final AtomicLongArray slots = new AtomicLongArray(CAPACITY * WIDTH);
  private final AtomicLongArray ends = new AtomicLongArray(48);
  private final LongAdder dropped = new LongAdder();

  /** Takes {@code visit}, or drops and counts it; for any thread. */
  void offer(Visit visit) {
    long tail;
    do {
      tail = ends.get(TAIL);
      if (tail - ends.get(HEAD) >= CAPACITY) {
        dropped.increment();
        return;
      }
    } while (!ends.compareAndSet(TAIL, tail, tail + 1));
    UUID link = visit.link().value();
    int slot = slot(tail);
    slots.setPlain(slot + HIGH, link.getMostSignificantBits());
    slots.setPlain(slot + LOW, link.getLeastSignificantBits());
    slots.setRelease(slot + TIME, visit.atMillis() ^ Long.MIN_VALUE);
  }

  /** The oldest visit, or null if there is none that is ready; for one thread. */
  @Nullable
  Visit poll() {
    long head = ends.getPlain(HEAD);
    int slot = slot(head);
    long time = slots.getAcquire(slot + TIME);
    if (time == EMPTY) {
      return null;
    }
    UUID link = new UUID(slots.getPlain(slot + HIGH), slots.getPlain(slot + LOW));
    slots.setPlain(slot + TIME, EMPTY);
    ends.setRelease(HEAD, head + 1);
    return new Visit(new LinkId(link), time ^ Long.MIN_VALUE);
  }

  /** Drops everything that is offered from now on. Idempotent; for one thread. */
  void close() {
    if (ends.get(TAIL) < CLOSED) {
      ends.getAndAdd(TAIL, CLOSED);
    }
  }

  /** How many visits wait. */
  int size() {
    long head = ends.get(HEAD);
    return (int) ((ends.get(TAIL) & (CLOSED - 1)) - head);
  }

  /** How many visits were dropped. */
  long dropped() {
    return dropped.sum();
  }

  private static int slot(long index) {
    return ((int) index & (CAPACITY - 1)) * WIDTH;
  }
}
