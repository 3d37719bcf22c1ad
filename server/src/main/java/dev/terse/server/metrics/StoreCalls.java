package dev.terse.server.metrics;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long a store's calls take, and how they fail. Safe for use by many threads. */
final class StoreCalls {
  private static final String OPERATION = "operation";
  private static final String OUTCOME = "outcome";

  /** Told from the start, as 0: Prometheus sees no growth in what was not there before. */
  private static final List<String> OPERATIONS =
      List.of("links.find", "links.create", "visits.add", "sequence.lease");

  private static final List<String> OUTCOMES = List.of("created", "reused", "taken");

  private final MeterProvider<Timer> times;
  private final MeterProvider<Counter> failures;
  private final MeterProvider<Counter> creations;

  StoreCalls(MeterRegistry registry, Duration[] bounds) {
    this.times = Metrics.timer(
            "terse.store.call.duration",
            "How long the store took, by what it was asked; failures included.",
            bounds)
        .withRegistry(registry);
    this.failures = Counter.builder("terse.store.failures")
        .description("Calls that the store failed, by what it was asked and why.")
        .withRegistry(registry);
    this.creations = Counter.builder("terse.link.creations")
        .description("Links that were to be made, by what came of it.")
        .withRegistry(registry);
    OPERATIONS.forEach(operation -> failures(operation, Reason.UNAVAILABLE));
    OUTCOMES.forEach(outcome -> creations.withTag(OUTCOME, outcome));
  }

  /** What {@code call} brings. */
  <T extends @Nullable Object> T time(String operation, Supplier<T> call) {
    long began = System.nanoTime();
    try {
      return call.get();
    } catch (StoreException e) {
      failures(operation, e.reason()).increment();
      throw e;
    } finally {
      times.withTag(OPERATION, operation).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
    }
  }

  private Counter failures(String operation, Reason reason) {
    return failures.withTags(
        OPERATION, operation, "reason", reason.name().toLowerCase(Locale.ROOT));
  }

  /** One more link was to be made, with that {@code outcome}. */
  void created(String outcome) {
    creations.withTag(OUTCOME, outcome).increment();
  }
}
