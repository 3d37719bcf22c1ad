package dev.terse.server.ops;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether the server can serve: it is not stopping and its store answers. Thread-safe. */
public final class Readiness {
  private final Store store;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Ready as long as {@code store} answers. */
  public Readiness(Store store) {
    this.store = store;
  }

  /** Not ready from here on; tells whether this is the first call. */
  public boolean stop() {
    return stopping.compareAndSet(false, true);
  }

  /** Whether {@link #stop()} was called. */
  public boolean isStopping() {
    return stopping.get();
  }

  /** Whether the server can serve now; may block on the store. */
  boolean check() {
    if (isStopping()) {
      return false;
    }
    try {
      store.check();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }
}
