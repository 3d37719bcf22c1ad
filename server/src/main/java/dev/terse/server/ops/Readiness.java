package dev.terse.server.ops;

import dev.terse.core.figure.Figure;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server shall be sent requests. Safe for use by many threads.
 *
 * <p>It shall as long as it can redirect. A store that has stopped writing is still read. A shared
 * store that is away is away from every node: taking them all out of the balancer would end what
 * their memories can still answer. The store of this node alone is another matter.
 */
public final class Readiness {

  /** Health checks are impatient: a store that has not answered by then does not. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicReference<@Nullable CompletableFuture<Health>> check =
      new AtomicReference<>();
  private volatile Health last = Health.WAITING;

  /** Not ready from here on; tells whether this is the first call. */
  public boolean stop() {
    return stopping.compareAndSet(false, true);
  }

  /** Whether {@link #stop()} was called. */
  public boolean isStopping() {
    return stopping.get();
  }

  /**
   * How the server is. One check of {@code store} is under way at most, on {@code blocking}; while
   * it hangs, its askers are told so.
   */
  CompletableFuture<Health> check(Store store, Executor blocking) {
    if (isStopping()) {
      last = Health.STOPPING;
      return CompletableFuture.completedFuture(Health.STOPPING);
    }
    CompletableFuture<Health> mine = new CompletableFuture<>();
    CompletableFuture<Health> other = check.compareAndExchange(null, mine);
    if (other == null) {
      blocking.execute(() -> {
        Health health = away(store);
        try {
          health = health(store);
        } finally {
          check.set(null);
          mine.complete(health);
        }
      });
    }
    return (other == null ? mine : other)
        .copy()
        .completeOnTimeout(away(store), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((health, _) -> last = health);
  }

  /** How the server was when it was checked last. */
  public List<Figure> figures() {
    Health health = last;
    return List.of(
        Figure.state("ready", health.status == 200, "Whether the server shall be sent requests."),
        Figure.state(
            "store_up",
            health == Health.UP || health == Health.READ_ONLY,
            "Whether the store answers."),
        Figure.state("store_writable", health == Health.UP, "Whether the store takes changes."));
  }

  private static Health health(Store store) {
    try {
      store.check();
      return Health.UP;
    } catch (StoreException e) {
      return e.reason() == Reason.WRITES_STOPPED || e.reason() == Reason.FULL
          ? Health.READ_ONLY
          : away(store);
    }
  }

  private static Health away(Store store) {
    return store.traits().shared() ? Health.FROM_MEMORY : Health.DOWN;
  }
}
