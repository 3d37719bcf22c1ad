package dev.terse.store.contract;

import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Receipts in a map; one thread at a time. */
class MemoryReceipts implements ReceiptStore {
  private final Map<String, Kept> kept = new HashMap<>();

  private record Kept(Receipt receipt, long end) {}

  @Override
  public @Nullable Receipt find(String key) {
    Kept found = kept.get(key);
    return found == null || found.end() - System.nanoTime() <= 0 ? null : found.receipt();
  }

  @Override
  public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
    Receipt present = find(key);
    if (present == null) {
      put(key, receipt, keep);
    }
    return present == null ? receipt : present;
  }

  @Override
  public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
    boolean asExpected = expected.equals(find(key));
    if (asExpected) {
      put(key, receipt, keep);
    }
    return asExpected;
  }

  private void put(String key, Receipt receipt, Duration keep) {
    kept.put(key, new Kept(receipt, System.nanoTime() + keep.toNanos()));
  }
}
