package dev.terse.server.support;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits;
import dev.terse.core.store.forward.ForwardingLinks;
import dev.terse.core.store.forward.ForwardingStore;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A store whose links can be made to fail, or to wait, while a test looks on. */
public final class FaultyStore extends ForwardingStore {
  private volatile @Nullable Reason reason;
  private volatile boolean isShared;
  private volatile @Nullable CountDownLatch gate;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong stall = new AtomicLong();

  /** Passes everything on to {@code inner} until told otherwise. */
  public FaultyStore(Store inner) {
    super(inner);
  }

  /** Wraps each store that it is given, and adds the result to {@code made}. */
  public static UnaryOperator<Store> into(List<FaultyStore> made) {
    return inner -> {
      FaultyStore faulty = new FaultyStore(inner);
      made.add(faulty);
      return faulty;
    };
  }

  /** Has each call fail for {@code why}; null heals. */
  public void fail(@Nullable Reason why) {
    reason = why;
  }

  /** Has it look as if other nodes used it too. */
  public void share(boolean shared) {
    isShared = shared;
  }

  /** Has each call wait until {@code opens} does; null waits for nothing. */
  public void hold(@Nullable CountDownLatch opens) {
    gate = opens;
  }

  /** Holds up the thread of the next look into memory, which is an event loop's. */
  public void stall(Duration time) {
    stall.set(time.toNanos());
  }

  /** How many calls wait just now. */
  public int waiting() {
    return waiting.get();
  }

  private Store inner() {
    CountDownLatch latch = gate;
    if (latch != null) {
      waiting.incrementAndGet();
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        waiting.decrementAndGet();
      }
    }
    Reason why = reason;
    if (why != null) {
      throw new StoreException(why, "test", "secret detail of the inside");
    }
    return store();
  }

  @Override
  public LinkStore links() {
    return new ForwardingLinks(super.links()) {
      @Override
      protected LinkStore links() {
        return inner().links();
      }

      // Memory neither waits nor fails; it knows nothing while it would have to.
      @Override
      public @Nullable Link peek(LinkKey key) {
        LockSupport.parkNanos(stall.getAndSet(0));
        return gate == null && reason == null ? super.peek(key) : null;
      }
    };
  }

  @Override
  public ReceiptStore receipts() {
    return new ReceiptStore() {
      @Override
      public @Nullable Receipt find(String key) {
        return inner().receipts().find(key);
      }

      @Override
      public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
        return inner().receipts().putIfAbsent(key, receipt, keep);
      }

      @Override
      public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
        return inner().receipts().replace(key, expected, receipt, keep);
      }
    };
  }

  @Override
  public StoreTraits traits() {
    StoreTraits own = super.traits();
    return new StoreTraits(own.backend(), own.durability(), isShared, false, own.searchesText());
  }

  @Override
  public void check() {
    inner().check();
  }
}
