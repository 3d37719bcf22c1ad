package dev.terse.core.tier;

import dev.terse.core.figure.Figure;
import dev.terse.core.tier.TieredStore.Counts;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of look-ups. Safe for use by many threads. */
final class TierCounts {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder bypassed = new LongAdder();
  private final LongAdder fills = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder epochs = new LongAdder();

  void hit() {
    hits.increment();
  }

  void missed() {
    misses.increment();
  }

  void refused() {
    refused.increment();
  }

  void bypassed() {
    bypassed.increment();
  }

  void filled() {
    fills.increment();
  }

  void failed() {
    failures.increment();
  }

  void advanced() {
    epochs.increment();
  }

  List<Figure> figures() {
    return List.of(
        lookups("hit", hits),
        lookups("miss", misses),
        lookups("refused", refused),
        lookups("bypassed", bypassed),
        Figure.count("tier_fills", fills.sum(), "Links put into the tier."),
        Figure.count("tier_failures", failures.sum(), "Calls that the tier did not answer."),
        Figure.count(
            "tier_epochs",
            epochs.sum(),
            "Changes that ended the epoch, because their mark did not reach the tier."));
  }

  private static Figure lookups(String result, LongAdder count) {
    return Figure.count("tier_lookups", count.sum(), "Look-ups by what the tier brought.")
        .with("result", result);
  }

  Counts now() {
    return new Counts(
        hits.sum(),
        misses.sum(),
        refused.sum(),
        bypassed.sum(),
        fills.sum(),
        failures.sum(),
        epochs.sum());
  }
}
