package dev.terse.app.serve;

import dev.terse.app.settings.ConfigException;
import dev.terse.core.store.StoreException;
import dev.terse.server.StartException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Tries to open a store that is away, until it can or will not do. The pauses double from
 * {@link #FIRST_PAUSE} to {@link #LONGEST_PAUSE}: soon back, soon served; and a store that comes up
 * is not held down by those who wait for it.
 */
final class Opening {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(125);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Attempt attempt;
  private final Predicate<StoreException> mayPass;
  private final CompletableFuture<Exception> failure;

  /** Completes {@code failure} with what {@code attempt} throws and {@code mayPass} denies. */
  Opening(
      Attempt attempt, Predicate<StoreException> mayPass, CompletableFuture<Exception> failure) {
    this.attempt = attempt;
    this.mayPass = mayPass;
    this.failure = failure;
  }

  /** One try. */
  @FunctionalInterface
  interface Attempt {
    void run() throws ConfigException, StartException;
  }

  /** Starts to try, on a thread of its own. */
  Thread start() {
    return Thread.ofVirtual().name("open-store").start(this::run);
  }

  /** Ends {@code trying} after the try that it is at, for which it waits {@code limit} at most. */
  static void end(Thread trying, Duration limit) {
    trying.interrupt();
    try {
      trying.join(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      do {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
            ? pause.multipliedBy(2)
            : LONGEST_PAUSE;
      } while (!succeeds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ConfigException | StartException | RuntimeException e) {
      failure.complete(e);
    }
  }

  private boolean succeeds() throws ConfigException, StartException {
    try {
      attempt.run();
      return true;
    } catch (StoreException e) {
      if (mayPass.test(e)) {
        return false;
      }
      throw e;
    }
  }
}
