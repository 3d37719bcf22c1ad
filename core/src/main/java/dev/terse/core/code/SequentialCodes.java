package dev.terse.core.code;

import dev.terse.core.link.Code;
import dev.terse.core.link.Target;
import dev.terse.core.space.Lengths;
import dev.terse.core.space.OrderedSpace;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Draws the codes of an ordered space one after the other, each once on all nodes together. Safe
 * for use by many threads.
 *
 * <p>Positions are leased in blocks; a block that is not used up when the process ends is never
 * used. Blocks begin with one position, double while a block lasts less than a second, up to
 * {@code codes.lease-size}, and halve otherwise: a node that makes a link now and then skips next
 * to nothing at a restart, and a busy one leases rarely. Drawing from a block takes no lock.
 *
 * <p>Each block has one lease of its successor, on a thread of its own: asked for when a long block
 * is nearly used, and by whoever finds a block used up. All who need it wait for that one, until
 * {@link #PATIENCE} after it was asked for: a store that hangs keeps nobody longer, and what it
 * brings at last is used. Nothing is drawn from a block before its lease is durable.
 *
 * <p>Codes that others chose or brought along are drawn in vain. Where one request draws
 * {@value #RUN} of them in a row, the sequence is raised by as many, and by twice as many after
 * each further {@value #STEP}, but not beyond the length's end: a length full of foreign codes is
 * left after some hundred draws, whatever its size. Of free codes this gives up next to none, since
 * such a run means that there are few: with one in ten free, one request in 10^11 draws so many in
 * vain.
 */
final class SequentialCodes implements CodeGenerator {

  /** How long a lease may take before those who wait for it are told that the store hangs. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Draws in vain after which positions are passed over. */
  static final int RUN = 256;

  /** Further draws in vain after which twice as many are. */
  static final int STEP = 16;

  /** Often enough doubled for any space. */
  private static final int MAX_DOUBLINGS = 48;

  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Most codes taken back that wait to be drawn again; further ones are never used. */
  private static final int MAX_RETURNED = 1_000;

  private final OrderedSpace codes;
  private final Sequence sequence;
  private final String prefix;
  private final int maxLease;
  private final InstantSource clock;
  private final Executor leasing;
  private final Queue<Code> returned = new ConcurrentLinkedQueue<>();
  private final AtomicInteger returnedSize = new AtomicInteger();
  private final AtomicReference<Block> block;

  /**
   * Draws {@code codes} by the positions of {@code sequence}.
   *
   * @param leasing runs leases, which block: one thread each
   */
  SequentialCodes(
      OrderedSpace codes,
      Sequence sequence,
      CodesConfig config,
      InstantSource clock,
      Executor leasing) {
    this.codes = codes;
    this.sequence = sequence;
    this.prefix = config.prefix();
    this.maxLease = config.leaseSize();
    this.clock = clock;
    this.leasing = leasing;
    this.block =
        new AtomicReference<>(new Block(new Lease(0, 0), clock.instant().minus(SHORT)));
  }

  @Override
  public Draw draw(Target target, int attempt) {
    if (attempt >= RUN && (attempt - RUN) % STEP == 0) {
      passOver((long) RUN << Math.min((attempt - RUN) / STEP, MAX_DOUBLINGS));
    }
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
      Block current = block.get();
      long position = current.take();
      if (current.wantsSuccessor()) {
        lease(current);
      }
      if (position < 0) {
        if (await(current, lease(current)) == null) {
          return exhausted();
        }
      } else if (position >= end) {
        return exhausted();
      } else if (!codes.isBlocked(position)) {
        return new Draw.Drawn(new Code(prefix + codes.codeAt(position)));
      }
    }
  }

  /** Leaves out so many positions, unless they are the last ones or somebody has just done it. */
  private void passOver(long positions) {
    Block current = block.get();
    long next = current.next();
    if (current.lease.size() == 0 || next >= codes.space().positions()) {
      return;
    }
    long floor = Math.min(next + positions, codes.space().tierOf(next).end());
    if (floor < codes.space().positions()) {
      sequence.raise(floor);
      block.compareAndSet(current, new Block(new Lease(floor, 0), current.leased));
    }
  }

  /** What is left of the block that codes are drawn from. */
  Lease unused() {
    Block current = block.get();
    long next = current.next();
    return new Lease(next, (int) (current.lease.end() - next));
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  /** The lease of the block after {@code used}, begun here unless it is under way. */
  private Block.Successor lease(Block used) {
    Block.Successor successor = used.successor();
    if (successor != null) {
      return successor;
    }
    Block.Successor mine = new Block.Successor(new CompletableFuture<>(), System.nanoTime());
    if (used.begin(mine)) {
      leasing.execute(() -> lease(used, mine));
      return mine;
    }
    return lease(used);
  }

  /** Leases the block after {@code used}; nothing of it is drawn before that is durable. */
  private void lease(Block used, Block.Successor successor) {
    try {
      long left = codes.space().positions() - sequence.position();
      if (left <= 0) {
        successor.block().complete(null);
        return;
      }
      Instant now = clock.instant();
      boolean isShort = Duration.between(used.leased, now).compareTo(SHORT) < 0;
      int wanted =
          Math.clamp(isShort ? 2L * used.lease.size() : used.lease.size() / 2, 1, maxLease);
      successor.block().complete(new Block(sequence.lease((int) Math.min(wanted, left)), now));
    } catch (RuntimeException | Error e) {
      used.retry(successor);
      successor.block().completeExceptionally(e);
    }
  }

  /** Waits for {@code successor} and puts it in place of {@code used}; null if there is none. */
  private @Nullable Block await(Block used, Block.Successor successor) {
    long left = PATIENCE.toNanos() - (System.nanoTime() - successor.began());
    try {
      Block next = successor.block().get(Math.max(left, 0), TimeUnit.NANOSECONDS);
      if (next != null) {
        block.compareAndSet(used, next);
      }
      return next;
    } catch (TimeoutException e) {
      throw unavailable("takes longer than " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreException failure
          ? failure
          : new IllegalStateException("the lease failed", e.getCause());
    }
  }

  private static StoreException unavailable(String why) {
    return new StoreException(StoreException.Reason.UNAVAILABLE, "sequence.lease", why);
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

  /**
   * A leased block, of which {@link #take()} hands out each position once, and the lease of the one
   * after it. Safe for use by many threads.
   */
  private static final class Block {

    /**
     * Blocks shorter than this are used up by a node that makes few links, which leases no more.
     */
    private static final int AHEAD_FROM = 64;

    private final Lease lease;
    private final Instant leased;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicReference<@Nullable Successor> successor = new AtomicReference<>();

    Block(Lease lease, Instant leased) {
      this.lease = lease;
      this.leased = leased;
    }

    /**
     * The lease of the next block, under way.
     *
     * @param block null once all positions are leased
     * @param began when it was asked for, in nanoseconds of {@link System#nanoTime()}
     */
    record Successor(CompletableFuture<@Nullable Block> block, long began) {}

    /** The next position, or -1 if there is none left. */
    long take() {
      if (taken.get() >= lease.size()) {
        return -1;
      }
      int index = taken.getAndIncrement();
      return index < lease.size() ? lease.first() + index : -1;
    }

    /** The position that is taken next, or the first one after the block. */
    long next() {
      return lease.first() + Math.min(taken.get(), lease.size());
    }

    /** Whether three quarters of a long block are used and nobody has asked for the next. */
    boolean wantsSuccessor() {
      return lease.size() >= AHEAD_FROM
          && taken.get() >= lease.size() - lease.size() / 4
          && successor.get() == null;
    }

    /** The lease of the next block, if one is under way or done. */
    @Nullable
    Successor successor() {
      return successor.get();
    }

    /** Makes {@code next} the one lease of the next block, and tells whether it is. */
    boolean begin(Successor next) {
      return successor.compareAndSet(null, next);
    }

    /** Lets the next block be asked for again, since {@code failed} did. */
    void retry(Successor failed) {
      successor.compareAndSet(failed, null);
    }
  }
}
