package dev.terse.store.redis.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.contract.model.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes links on several threads until it is closed, and keeps those that were acknowledged. */
final class Writer implements AutoCloseable {
  private static final int THREADS = 8;

  private final List<Link> acknowledged = Collections.synchronizedList(new ArrayList<>());
  private final List<Throwable> wrong = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger made = new AtomicInteger();
  private final Samples samples = new Samples(new Random(3));
  private final List<Thread> threads = new ArrayList<>();
  private final Store store;
  private volatile Duration longest = Duration.ZERO;
  private volatile boolean done;

  Writer(Store store) {
    this.store = store;
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofVirtual().start(this::write));
    }
  }

  /** The links that were acknowledged so far. */
  List<Link> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** How many calls were refused so far. */
  int refused() {
    return refused.get();
  }

  /** How long the longest call took. */
  Duration longest() {
    return longest;
  }

  /** Waits until {@code more} links are acknowledged from now; returns how long that took. */
  Duration awaitLinks(int more, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    int goal = acknowledged.size() + more;
    while (acknowledged.size() < goal) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      assertThat(waited).as("%s refused, %s", refused, wrong).isLessThan(patience);
      Thread.sleep(5);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() {
    done = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(wrong).isEmpty();
  }

  private void write() {
    while (!done) {
      int number = made.incrementAndGet();
      Link link = samples.link("w" + number, "https://example.com/" + number);
      long start = System.nanoTime();
      try {
        Reuse reuse = number % 2 == 0 ? Reuse.NEVER : Reuse.EXISTING;
        Creation outcome = store.links().create(link, reuse);
        assertThat(outcome).isEqualTo(new Creation.Created(link));
        acknowledged.add(link);
      } catch (StoreException e) {
        refused.incrementAndGet();
        if (e.reason() != Reason.UNAVAILABLE) {
          wrong.add(e);
        }
        pause();
      } catch (AssertionError e) {
        wrong.add(e);
      }
      note(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private synchronized void note(Duration took) {
    longest = took.compareTo(longest) > 0 ? took : longest;
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
