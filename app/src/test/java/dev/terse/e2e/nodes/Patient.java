package dev.terse.e2e.nodes;

import dev.terse.core.store.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a store again that does not answer in time. The supervisor judges what the store holds, not
 * how soon a busy machine tells it.
 */
final class Patient {
  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 500;

  private Patient() {}

  /** What {@code question} brings; throws StoreException if it fails for good. */
  static <T extends @Nullable Object> T ask(Supplier<T> question) {
    for (int i = 1; ; i++) {
      try {
        return question.get();
      } catch (StoreException e) {
        if (!e.isRetryable() || i == TRIES) {
          throw e;
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
