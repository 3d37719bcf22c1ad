package dev.terse.core.store.receipt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Receipts by key, each forgotten after a while. What a call has acknowledged is as durable as a
 * link, and seen by every later call of every node until its time is up.
 */
public interface ReceiptStore {

  /** The receipt of {@code key}, or null if there is none, or none any more. */
  @Nullable
  Receipt find(String key);

  /**
   * Puts {@code receipt} if {@code key} has none, and returns the one it has then.
   *
   * @param keep how long it is kept at least, 1 second or more
   */
  Receipt putIfAbsent(String key, Receipt receipt, Duration keep);

  /**
   * Puts {@code receipt} if {@code key} has {@code expected}, which is another one, and tells
   * whether it had.
   *
   * @param keep how long it is kept at least, 1 second or more
   */
  boolean replace(String key, Receipt expected, Receipt receipt, Duration keep);
}
