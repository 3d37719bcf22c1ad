package dev.terse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Sequence;
import dev.terse.store.contract.model.LinkModel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That the books notice what they are kept for. */
class BooksTest {
  private static final int LOST_ONE = 50;

  @Test
  void check_whereAllIsRight_isSilent() throws InterruptedException {
    LinkModel links = new Locked();
    keep(links, new Numbers(0)).check(links);
  }

  @Test
  void check_whereALinkWasLost_fails() throws InterruptedException {
    LinkModel links = new Locked() {
      private int finds;

      @Override
      public synchronized @Nullable Link find(LinkKey key) {
        return ++finds == LOST_ONE ? null : super.find(key);
      }
    };
    Books books = keep(links, new Numbers(0));

    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> books.check(links));
  }

  @Test
  void check_whereTwoGotOneCode_fails() throws InterruptedException {
    LinkModel links = new Locked() {
      @Override
      public synchronized Creation create(Link link, Reuse reuse) {
        super.create(link, reuse);
        return new Creation.Created(link);
      }
    };
    Books books = keep(links, new Numbers(0));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> books.check(links))
        .withMessageContaining("codes given twice");
  }

  @Test
  void check_whereALeaseWasGivenAgain_fails() throws InterruptedException {
    LinkModel links = new Locked();
    Books books = keep(links, new Numbers(1));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> books.check(links))
        .withMessageContaining("leases");
  }

  private static Books keep(LinkModel links, Sequence sequence) throws InterruptedException {
    Books books = new Books("c");
    books.keep(links, sequence, () -> {
      while (books.acknowledged.get() < 1_000) {
        Thread.onSpinWait();
      }
    });
    return books;
  }

  /** The model for many threads. */
  private static class Locked extends LinkModel {
    @Override
    public synchronized @Nullable Link find(LinkKey key) {
      return super.find(key);
    }

    @Override
    public synchronized Creation create(Link link, Reuse reuse) {
      return super.create(link, reuse);
    }
  }

  /** Leases that begin {@code overlap} numbers before the last one ended. */
  private record Numbers(AtomicLong next, long overlap) implements Sequence {
    Numbers(long overlap) {
      this(new AtomicLong(), overlap);
    }

    @Override
    public Lease lease(int size) {
      return new Lease(next.getAndAdd(size - overlap), size);
    }

    @Override
    public long position() {
      return next.get();
    }

    @Override
    public void raise(long floor) {
      next.accumulateAndGet(floor, Math::max);
    }
  }
}
