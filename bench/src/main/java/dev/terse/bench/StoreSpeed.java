package dev.terse.bench;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * How fast is a store? Acknowledged creates a second by 1, 64 and 512 threads; then how long, in
 * microseconds, finding, listing and searching take (median and 99th percentile), one at a time.
 *
 * <pre>
 * bench/run.sh StoreSpeed rocksdb:/tmp/speed 10
 * </pre>
 *
 * <p>Arguments: the URL of an empty store, and the seconds of each round.
 */
final class StoreSpeed {
  private static final int SAMPLES = 20_000;

  private final Store store;
  private final int seconds;
  private final AtomicInteger made = new AtomicInteger();

  private StoreSpeed(Store store, int seconds) {
    this.store = store;
    this.seconds = seconds;
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws Exception {
    try (Store store = StoreUrl.parse(args[0]).open()) {
      new StoreSpeed(store, Integer.parseInt(args[1])).run();
    }
  }

  private void run() throws InterruptedException {
    for (int threads : new int[] {1, 64, 512}) {
      create(threads, Reuse.NEVER);
      create(threads, Reuse.EXISTING);
    }
    SplittableRandom random = new SplittableRandom(1);
    int links = made.get();
    time("find, known", SAMPLES, _ -> store.links().find(key(random.nextInt(links))));
    time("find, unknown", SAMPLES, i -> store.links().find(LinkKey.of(new Code("none" + i))));
    time("list of 50", SAMPLES / 20, _ -> store.links().list(Query.newest(50)));
    if (store.traits().searchesText()) {
      search(links);
    }
  }

  private void search(int links) throws InterruptedException {
    Query rare = query(Integer.toString(links - 10));
    long began = System.nanoTime();
    awaitIndex(rare);
    System.out.printf(
        Locale.ROOT, "index caught up after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    time("search, rare", SAMPLES / 20, _ -> store.links().list(rare));
    time("search, common", SAMPLES / 20, _ -> store.links().list(query("example article")));
    time("search, 1 letter", SAMPLES / 200, _ -> store.links().list(query("q")));
    time("search, nothing", SAMPLES / 20, _ -> store.links().list(query("nowhere")));
  }

  private void create(int threads, Reuse reuse) throws InterruptedException {
    int before = made.get();
    long began = System.nanoTime();
    long end = began + seconds * 1_000_000_000L;
    try (ExecutorService writers = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        SplittableRandom random = new SplittableRandom(before + i);
        writers.execute(() -> {
          while (System.nanoTime() < end) {
            store.links().create(link(made.getAndIncrement(), random), reuse);
          }
        });
      }
    }
    double took = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%3d threads, reuse %-8s %,9.0f creates/s%n",
        threads,
        reuse,
        (made.get() - before) / took);
  }

  /** Waits for the index for as long as it takes. */
  private void awaitIndex(Query query) throws InterruptedException {
    while (true) {
      try {
        store.links().list(query);
        return;
      } catch (StoreException _) {
        Thread.sleep(100);
      }
    }
  }

  private static void time(String what, int samples, IntConsumer task) {
    for (int i = 0; i < samples; i++) {
      task.accept(i);
    }
    long[] nanos = new long[samples];
    for (int i = 0; i < samples; i++) {
      long began = System.nanoTime();
      task.accept(i);
      nanos[i] = System.nanoTime() - began;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-17s p50 %,9.1f us   p99 %,9.1f us%n",
        what,
        nanos[samples / 2] / 1e3,
        nanos[samples * 99 / 100] / 1e3);
  }

  private static Query query(String text) {
    return new Query(Domain.DEFAULT, text, null, 50);
  }

  private static LinkKey key(int number) {
    return LinkKey.of(new Code("c" + Integer.toString(number, 36)));
  }

  private static Link link(int number, SplittableRandom random) {
    Instant now = Instant.now();
    Target target = new Target("https://www.example.com/section-" + random.nextInt(100)
        + "/article/" + Long.toString(random.nextLong() >>> 1, 36) + "?id=" + number);
    return new Link(
        LinkId.create(now, random),
        key(number),
        target,
        LinkDetails.NONE,
        History.begin(now, null));
  }
}
