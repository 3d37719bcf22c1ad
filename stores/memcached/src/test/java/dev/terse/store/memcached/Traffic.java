package dev.terse.store.memcached;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.store.contract.model.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Readers and writers on several nodes that share a store, and a checker: no read that begins some
 * time after a change was acknowledged may return what was before it.
 */
final class Traffic {
  private static final int LINKS = 64;
  private static final int WRITERS = 3;
  private static final int READERS = 6;
  private static final int MAX_VERSIONS = 10_000;

  private final List<? extends Store> nodes;
  private final Duration bound;
  private final List<Edited> links = new ArrayList<>();
  private final Queue<String> stale = new ConcurrentLinkedQueue<>();
  private final AtomicLong oldest = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong writes = new AtomicLong();
  private volatile long end;

  /** A link, and when each of its versions was acknowledged. */
  private static final class Edited {
    private final AtomicLongArray acknowledged = new AtomicLongArray(MAX_VERSIONS);
    private final LinkKey key;
    private Link link;

    Edited(Link link) {
      this.key = link.key();
      this.link = link;
    }
  }

  /** Traffic on {@code nodes}, where a change may stay unseen for {@code bound}. */
  Traffic(List<? extends Store> nodes, Duration bound) {
    this.nodes = nodes;
    this.bound = bound;
    Samples samples = new Samples(new Random(5));
    for (int i = 0; i < LINKS; i++) {
      Link link = samples.link("link" + i);
      nodes.getFirst().links().create(link, Reuse.NEVER);
      links.add(new Edited(link));
    }
  }

  /** Lets it flow for {@code time} and returns what was wrong. */
  List<String> run(Duration time, long seed) throws InterruptedException {
    end = System.nanoTime() + time.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < WRITERS + READERS; i++) {
      Random random = new Random(seed + i);
      boolean writes = i < WRITERS;
      threads.add(Thread.startVirtualThread(() -> work(random, writes)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return List.copyOf(stale);
  }

  /** What it was, for people. */
  @Override
  public String toString() {
    return reads + " reads, " + writes + " changes, oldest answer "
        + Duration.ofNanos(oldest.get()).toMillis() + " ms behind";
  }

  private void work(Random random, boolean writes) {
    try {
      while (System.nanoTime() < end && stale.size() < 3) {
        Store node = nodes.get(random.nextInt(nodes.size()));
        Edited edited = links.get(random.nextInt(LINKS));
        if (writes) {
          write(node, edited);
          Thread.sleep(random.nextInt(200));
        } else {
          read(node, edited);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      stale.add("failed: " + e);
    }
  }

  private void write(Store node, Edited edited) {
    synchronized (edited) {
      Link old = edited.link;
      long version = old.history().version() + 1;
      Link next = old.changed(
          new Target("https://example.com/" + version),
          old.details(),
          old.history().next(Instant.EPOCH.plusSeconds(version)));
      if (!(node.links().replace(next) instanceof Change.Done)) {
        throw new IllegalStateException("version " + version + " was not taken");
      }
      edited.link = next;
      edited.acknowledged.set((int) version, System.nanoTime());
      writes.incrementAndGet();
    }
  }

  private void read(Store node, Edited edited) {
    LinkKey key = edited.key;
    long begin = System.nanoTime();
    Link found = node.links().find(key);
    reads.incrementAndGet();
    if (found == null) {
      stale.add(key + " is not found");
      return;
    }
    int version = (int) found.history().version();
    long overtaken = edited.acknowledged.get(version + 1);
    if (overtaken != 0 && overtaken < begin) {
      oldest.accumulateAndGet(begin - overtaken, Math::max);
      if (begin - overtaken > bound.toNanos()) {
        stale.add(key + " version " + version + ", " + (begin - overtaken) / 1_000_000 + " ms old");
      }
    }
  }
}
