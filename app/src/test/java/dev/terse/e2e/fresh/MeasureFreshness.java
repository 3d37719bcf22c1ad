package dev.terse.e2e.fresh;

import dev.terse.core.redirect.Freshness;
import dev.terse.e2e.fresh.Staleness.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;

/**
 * Measures for {@code bench/freshness.sh} and prints rows of a Markdown table. Arguments: the
 * store's URL, how many changes, and the URLs of two servers on that store.
 */
final class MeasureFreshness {
  private static final Freshness FRESHNESS =
      Freshness.shared(Duration.ofSeconds(1), Duration.ofHours(1));

  private final int changes;
  private final Random random = new Random();

  private MeasureFreshness(int changes) {
    this.changes = changes;
  }

  /** Runs; see the class. */
  public static void main(String[] args) throws Exception {
    MeasureFreshness measure = new MeasureFreshness(Integer.parseInt(args[1]));
    String backend = "";
    for (boolean push : new boolean[] {true, false}) {
      try (StorePair pair = new StorePair(args[0], FRESHNESS, push)) {
        backend = pair.backend();
        if (!push || pair.pushes()) {
          measure.rows(backend + (push ? " | two nodes, push" : " | two nodes, no push"), pair);
        }
      }
    }
    try (ServerPair pair = new ServerPair(URI.create(args[2]), URI.create(args[3]))) {
      measure.rows(backend + " | two servers, HTTP", pair);
    }
  }

  private void rows(String head, Pair pair) throws Exception {
    for (Traffic traffic : Traffic.values()) {
      String prefix = UUID.randomUUID() + "-";
      Staleness staleness = Staleness.measure(pair, prefix, changes, traffic, random);
      System.out.printf("| %s | %s | %s |%n", head, traffic, staleness.cells());
    }
  }
}
