package dev.terse.e2e.repeat;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.store.forward.ForwardingStore;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code late:PATH}: a store like {@code rocksdb:PATH} that puts each receipt after its link.
 * Without a crash nobody can tell; the harness must.
 */
public final class LateReceiptsProvider implements StoreProvider {
  private static final long LATE_MILLIS = 200;

  @Override
  public boolean opens(String scheme) {
    return scheme.equals("late");
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public Store open(StoreUrl url, Purpose purpose) {
    return new Late(new StoreUrl("rocksdb", url.rest()).open(purpose));
  }

  private static final class Late extends ForwardingStore {
    private final Map<String, Receipt> promised = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

    Late(Store store) {
      super(store);
    }

    @Override
    public ReceiptStore receipts() {
      ReceiptStore right = super.receipts();
      return new ReceiptStore() {
        @Override
        public @Nullable Receipt find(String key) {
          Receipt receipt = promised.get(key);
          return receipt == null ? right.find(key) : receipt;
        }

        @Override
        public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
          Receipt stored = right.find(key);
          Receipt present = stored == null ? promised.putIfAbsent(key, receipt) : stored;
          if (present != null) {
            return present;
          }
          Future<?> _ = later.schedule(
              () -> right.putIfAbsent(key, receipt, keep), LATE_MILLIS, TimeUnit.MILLISECONDS);
          return receipt;
        }

        @Override
        public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
          return promised.replace(key, expected, receipt);
        }
      };
    }
  }
}
