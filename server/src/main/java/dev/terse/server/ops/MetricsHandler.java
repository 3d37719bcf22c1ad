package dev.terse.server.ops;

import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.server.access.Admission;
import dev.terse.server.access.Gate;
import dev.terse.server.metrics.Metrics;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers with all figures, to whoever may read them.
 *
 * <p>Whether a key is right, only the store knows; but figures are wanted most while it is away. So
 * the key that was let in last is let in again as long as the store cannot be asked.
 */
public final class MetricsHandler implements Handler<RoutingContext> {

  /** Where the figures are. */
  public static final String PATH = "/-/metrics";

  /** How long the store is asked about a key that was let in before. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Metrics metrics;
  private final Gate gate;
  private final Readiness readiness;
  private final Store store;
  private final Executor blocking;
  private volatile @Nullable SecretHash known;

  /** Answers from {@code metrics}; asks {@code store} whether it is well, on {@code blocking}. */
  public MetricsHandler(
      Metrics metrics, Gate gate, Readiness readiness, Store store, Executor blocking) {
    this.metrics = metrics;
    this.gate = gate;
    this.readiness = readiness;
    this.store = store;
    this.blocking = blocking;
  }

  @Override
  public void handle(RoutingContext context) {
    blocking.execute(() -> {
      try {
        answer(context);
      } catch (RuntimeException fault) {
        Problems.answer(context.response(), Problems.internal(PATH, fault));
      }
    });
  }

  private void answer(RoutingContext context) {
    Problem refusal = refusal(context.request());
    if (refusal != null) {
      Problems.answer(context.response(), refusal);
      return;
    }
    readiness.check(store, blocking).join();
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(metrics.scrape());
  }

  private @Nullable Problem refusal(HttpServerRequest request) {
    String key = Gate.shown(request);
    SecretHash last = known;
    boolean isKnown = key != null && last != null && last.matches(key);
    CompletableFuture<Admission> asked =
        CompletableFuture.supplyAsync(() -> gate.admit(request, Scope.METRICS), blocking);
    if (isKnown) {
      asked.completeOnTimeout(
          new Admission.Admitted(null), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      return switch (asked.join()) {
        case Admission.Refused refused -> refused.problem();
        case Admission.Admitted _ -> {
          known = key == null ? last : SecretHash.of(key);
          yield null;
        }
      };
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof StoreException failure)) {
        throw e;
      }
      return isKnown ? null : Problem.of(failure);
    }
  }
}
