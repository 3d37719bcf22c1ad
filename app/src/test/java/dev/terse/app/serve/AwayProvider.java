package dev.terse.app.serve;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Opens {@code away:PATH}: a store like {@code rocksdb:PATH} that a test can have be away. */
public final class AwayProvider implements StoreProvider {
  static final AtomicReference<@Nullable Reason> REASON = new AtomicReference<>();
  static final AtomicInteger TRIES = new AtomicInteger();

  @Override
  public boolean opens(String scheme) {
    return scheme.equals("away");
  }

  @Override
  public Store open(StoreUrl url, Purpose purpose) {
    TRIES.incrementAndGet();
    Reason reason = REASON.get();
    if (reason != null) {
      throw new StoreException(reason, "store.open", "no store here: start one");
    }
    return new StoreUrl("rocksdb", url.rest()).open(purpose);
  }
}
