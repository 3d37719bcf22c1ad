package dev.terse.bench;

import dev.terse.core.code.CodeGenerator;
import dev.terse.core.code.CodeGenerator.Draw;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Fills a store for the load scenarios: makes links with the default codes, and writes each code on
 * a line of standard output and how far it is on standard error. Arguments: the store's URL, and
 * how many links.
 */
final class PopulateStore {
  private static final int WRITERS = 4;
  private static final int BATCH = 1_000;

  /** Batches that may be on their way or wait to be written out. */
  private static final int AHEAD = 4 * WRITERS;

  private static final int TOLD_EVERY = 1_000_000;

  private final LinkStore links;
  private final CodeGenerator codes;
  private final RandomGenerator random;

  private PopulateStore(Store store, RandomGenerator random) {
    this.links = store.links();
    this.codes = StoreCodes.open(CodesConfig.DEFAULT, store, InstantSource.system(), random)
        .generators()
        .get(null);
    this.random = random;
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws Exception {
    int links = Integer.parseInt(args[1]);
    Writer out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    try (Store store = StoreUrl.parse(args[0]).open(Purpose.FILL)) {
      new PopulateStore(store, new SecureRandom()).make(links, out);
    }
    out.flush();
  }

  private void make(int count, Writer out)
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      Queue<Future<List<Link>>> ahead = new ArrayDeque<>();
      for (int first = 0; first < count || !ahead.isEmpty(); first += BATCH) {
        if (first < count) {
          int from = first;
          ahead.add(writers.submit(() -> make(from, Math.min(count, from + BATCH))));
        }
        if (ahead.size() >= AHEAD || first >= count) {
          write(ahead.remove().get(), out);
        }
        if (first > 0 && first % TOLD_EVERY == 0) {
          System.err.println(first + " links");
        }
      }
    }
  }

  private List<Link> make(int from, int to) {
    List<Link> batch = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      batch.add(link(i));
    }
    if (!links.createAll(batch).isEmpty()) {
      throw new IllegalStateException("a code was in use: the store was not new");
    }
    return batch;
  }

  private Link link(int number) {
    Target target = SampleLinks.target(number);
    return switch (codes.draw(target, 0)) {
      case Draw.Drawn(Code code) -> SampleLinks.of(code, target, random);
      case Draw.Exhausted(String remedy) -> throw new IllegalStateException(remedy);
    };
  }

  private static void write(List<Link> batch, Writer out) throws IOException {
    for (Link link : batch) {
      out.write(link.code().value());
      out.write('\n');
    }
  }
}
