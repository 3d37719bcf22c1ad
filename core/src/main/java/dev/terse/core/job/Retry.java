package dev.terse.core.job;

import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats calls that failed for a reason that may pass, so that an outage of seconds does not end a
 * job of hours. Only for calls that may be repeated. Safe for use by many threads.
 *
 * @param pause before the first repetition; each further pause is twice as long
 */
public record Retry(Duration pause) {
  /** How often a call is made before its failure counts. */
  private static final int MAX_ATTEMPTS = 6;

  /** Fails for good after half a minute and the time limits of the calls themselves. */
  public static final Retry PATIENT = new Retry(Duration.ofSeconds(1));

  /** What {@code call} returns. */
  public <T extends @Nullable Object> T get(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (StoreException e) {
        if (!e.isRetryable() || attempt == MAX_ATTEMPTS || !waited(attempt)) {
          throw e;
        }
      }
    }
  }

  /** Makes {@code call}. */
  public void run(Runnable call) {
    this.<Boolean>get(() -> {
      call.run();
      return true;
    });
  }

  private boolean waited(int attempt) {
    try {
      Thread.sleep(pause.multipliedBy(1L << (attempt - 1)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
