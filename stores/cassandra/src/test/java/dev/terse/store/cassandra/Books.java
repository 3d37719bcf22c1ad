package dev.terse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.Sequence.Lease;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.contract.model.Samples;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Drives a store from many threads and writes down what it acknowledged, to be compared with what
 * it holds in the end.
 */
final class Books {
  private static final int RUNNERS = 8;

  private final Samples samples = new Samples(new Random());
  private final Map<LinkKey, Link> created = new ConcurrentHashMap<>();
  private final Queue<String> doubles = new ConcurrentLinkedQueue<>();
  private final Queue<Lease> leases = new ConcurrentLinkedQueue<>();
  private final AtomicInteger contests = new AtomicInteger();
  private final AtomicBoolean done = new AtomicBoolean();
  private final String prefix;

  /** Calls that were answered. */
  final AtomicInteger acknowledged = new AtomicInteger();

  /** Calls that failed as they may. */
  final AtomicInteger unavailable = new AtomicInteger();

  /** The longest call, in milliseconds. */
  final AtomicLong longestMillis = new AtomicLong();

  /** Books of codes that begin with {@code prefix}. */
  Books(String prefix) {
    this.prefix = prefix;
  }

  /** Lets {@link #RUNNERS} threads use a store while {@code meanwhile} runs. */
  void keep(LinkStore links, Sequence sequence, Runnable meanwhile) throws InterruptedException {
    List<Thread> runners = IntStream.range(0, RUNNERS)
        .mapToObj(i -> Thread.ofVirtual().start(() -> drive(links, sequence, i)))
        .toList();
    try {
      meanwhile.run();
    } finally {
      done.set(true);
      for (Thread runner : runners) {
        runner.join();
      }
    }
  }

  private void drive(LinkStore links, Sequence sequence, int runner) {
    for (int n = 0; !done.get(); n++) {
      String own = prefix + runner + "-" + n;
      switch (n % 4) {
        case 0 -> call(() -> create(links, samples.link(own), Reuse.NEVER));
        case 1 -> call(() -> create(links, samples.link(own), Reuse.EXISTING));
        case 2 -> {
          String contested = prefix + "contest" + contests.get() / RUNNERS;
          contests.incrementAndGet();
          call(() ->
              create(links, samples.link(contested, "https://example.com/" + own), Reuse.NEVER));
        }
        default -> call(() -> leases.add(sequence.lease(1 + runner)));
      }
    }
  }

  private void create(LinkStore links, Link link, Reuse reuse) {
    if (links.create(link, reuse) instanceof Creation.Created(Link stored)) {
      @Nullable Link other = created.put(stored.key(), stored);
      if (other != null) {
        doubles.add(other + " and " + stored);
      }
    }
  }

  private void call(Runnable call) {
    long began = System.nanoTime();
    try {
      call.run();
      acknowledged.incrementAndGet();
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
      unavailable.incrementAndGet();
    } finally {
      longestMillis.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
    }
  }

  /** Throws if {@code links} lost or doubled something that was acknowledged. */
  void check(LinkStore links) {
    assertThat(doubles).as("codes given twice").isEmpty();
    created.forEach((key, link) -> assertThat(links.find(key)).as("link " + key).isEqualTo(link));
    created
        .values()
        .forEach(link -> assertThat(links.findByTarget(link.key().domain(), link.target()))
            .as("link to " + link.target())
            .isEqualTo(link));
    List<Lease> inOrder =
        leases.stream().sorted(Comparator.comparingLong(Lease::first)).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      assertThat(inOrder.get(i).first())
          .as("leases")
          .isGreaterThanOrEqualTo(inOrder.get(i - 1).end());
    }
  }

  @Override
  public String toString() {
    return acknowledged + " acknowledged, " + unavailable + " unavailable, " + created.size()
        + " links, " + leases.size() + " leases, longest call " + longestMillis + " ms";
  }
}
