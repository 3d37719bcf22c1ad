package dev.terse.core.code;

import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.space.Lengths;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Sequence.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Draws the codes of an ordered space one after the other, each once on all nodes together. Safe
 * for use by many threads.
 *
 * <p>Positions are leased in blocks; a block that is not used up when the process ends is never
 * used. Blocks begin with one position, double while a block lasts less than a second, up to
 * {@code codes.lease-size}, and halve otherwise: a node that makes a link now and then skips next
 * to nothing at a restart, and a busy one leases rarely. Drawing from a block takes no lock; who
 * finds it used up leases the next, and whoever else finds it so waits for that lease.
 */
final class SequentialCodes implements CodeGenerator {
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Most codes taken back that wait to be drawn again; further ones are never used. */
  private static final int MAX_RETURNED = 1_000;

  private final OrderedSpace codes;
  private final Sequence sequence;
  private final String prefix;
  private final int maxLease;
  private final InstantSource clock;
  private final ReentrantLock leasing = new ReentrantLock();
  private final Queue<Code> returned = new ConcurrentLinkedQueue<>();
  private final AtomicInteger returnedSize = new AtomicInteger();
  private volatile Block block;

  /** Draws {@code codes} by the positions of {@code sequence}. */
  public SequentialCodes(
      OrderedSpace codes, Sequence sequence, CodesConfig config, InstantSource clock) {
    this.codes = codes;
    this.sequence = sequence;
    this.prefix = config.prefix();
    this.maxLease = config.leaseSize();
    this.clock = clock;
    this.block = new Block(new Lease(0, 0), clock.instant().minus(SHORT));
  }

  @Override
  public Draw draw(Target target, int attempt) {
    Code code = returned.poll();
    if (code != null) {
      returnedSize.decrementAndGet();
      return new Draw.Drawn(code);
    }
    return draw();
  }

  @Override
  public void takeBack(Code code) {
    if (returnedSize.incrementAndGet() <= MAX_RETURNED) {
      returned.add(code);
    } else {
      returnedSize.decrementAndGet();
    }
  }

  private Draw draw() {
    long end = codes.space().positions();
    while (true) {
      Block current = block;
      long position = current.take();
      if (position < 0) {
        if (!lease(current)) {
          return exhausted();
        }
      } else if (position >= end) {
        return exhausted();
      } else if (!codes.isBlocked(position)) {
        return new Draw.Drawn(new Code(prefix + codes.codeAt(position)));
      }
    }
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  /** Puts a block in place of {@code used}, and tells whether there was a position left for it. */
  private boolean lease(Block used) {
    leasing.lock();
    try {
      if (block != used) {
        return true;
      }
      long left = codes.space().positions() - sequence.position();
      if (left <= 0) {
        return false;
      }
      Instant now = clock.instant();
      boolean isShort = Duration.between(used.leased, now).compareTo(SHORT) < 0;
      int wanted = isShort ? 2 * used.lease.size() : used.lease.size() / 2;
      int size = Math.clamp(wanted, 1, maxLease);
      block = new Block(sequence.lease((int) Math.min(size, left)), now);
      return true;
    } finally {
      leasing.unlock();
    }
  }

  private Draw exhausted() {
    Lengths lengths = codes.space().lengths();
    return new Draw.Exhausted(String.format(
        Locale.ROOT,
        "all %,d codes of %d to %d characters are given: raise codes.max-length",
        codes.space().capacity(),
        lengths.min(),
        lengths.max()));
  }

  /** A leased block, of which {@link #take()} hands out each position once. */
  private static final class Block {
    private final Lease lease;
    private final Instant leased;
    private final AtomicInteger taken = new AtomicInteger();

    Block(Lease lease, Instant leased) {
      this.lease = lease;
      this.leased = leased;
    }

    /** The next position, or -1 if there is none left. */
    long take() {
      if (taken.get() >= lease.size()) {
        return -1;
      }
      int index = taken.getAndIncrement();
      return index < lease.size() ? lease.first() + index : -1;
    }
  }
}
