package dev.terse.core.store;

import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Receipts in memory, kept until a test forgets them. */
public final class MemoryReceipts implements ReceiptStore {
  private final Map<String, Receipt> receipts = new HashMap<>();
  private final MemoryStore store;
  private volatile Runnable afterPut = () -> {};

  MemoryReceipts(MemoryStore store) {
    this.store = store;
  }

  /** Has {@code action} run after each receipt that is put, before anyone is told. */
  public void afterPut(Runnable action) {
    afterPut = action;
  }

  /** Forgets all, as if their time was up. */
  public synchronized void forget() {
    receipts.clear();
  }

  @Override
  public synchronized @Nullable Receipt find(String key) {
    store.check();
    return receipts.get(key);
  }

  @Override
  public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
    Receipt present = put(key, receipt);
    afterPut.run();
    return present;
  }

  private synchronized Receipt put(String key, Receipt receipt) {
    store.check();
    return receipts.merge(key, receipt, (present, _) -> present);
  }

  @Override
  public synchronized boolean replace(
      String key, Receipt expected, Receipt receipt, Duration keep) {
    store.check();
    return receipts.replace(key, expected, receipt);
  }
}
