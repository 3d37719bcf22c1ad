package dev.terse.server.ops;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;

/** Whether the server can serve: it is not stopping and its store answers. Thread-safe. */
public final class Readiness {
  private final Store store;
  private volatile boolean stopping;

  /** Ready as long as {@code store} answers. */
  public Readiness(Store store) {
    this.store = store;
  }

  /** Not ready from here on. */
  public void stop() {
    stopping = true;
  }

  /** Whether {@link #stop()} was called. */
  public boolean isStopping() {
    return stopping;
  }

  /** Whether the server can serve now; may block on the store. */
  boolean check() {
    if (stopping) {
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
