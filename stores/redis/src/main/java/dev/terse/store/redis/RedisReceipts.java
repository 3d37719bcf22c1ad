package dev.terse.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.ReceiptRecord;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receipts, each a key of its own that Redis lets expire. */
final class RedisReceipts implements ReceiptStore {
  private static final Script RENEW = Script.load(RedisReceipts.class, "renew.lua");

  /** Receipts that may end between two commands before a call fails. */
  private static final int MAX_ATTEMPTS = 3;

  private final RedisWire wire;

  RedisReceipts(RedisWire wire) {
    this.wire = wire;
  }

  @Override
  public @Nullable Receipt find(String key) {
    return wire.<@Nullable Receipt>call("receipts.find", () -> read(place(key)));
  }

  @Override
  public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
    byte[] place = place(key);
    byte[] record = ReceiptRecord.encode(receipt, place);
    return wire.call("receipts.putIfAbsent", () -> {
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        wire.awaitOrNull(wire.commands().set(place, record, SetArgs.Builder.nx().px(keep)));
        Receipt present = read(place);
        if (present != null) {
          return present;
        }
      }
      throw new RedisException("what was put was gone at once");
    });
  }

  @Override
  public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
    byte[] place = place(key);
    return wire.call(
        "receipts.replace",
        () -> wire.await(RENEW.run(
                wire.commands(),
                new byte[][] {place},
                ReceiptRecord.encode(expected, place),
                ReceiptRecord.encode(receipt, place),
                Script.number(keep.toMillis())))
            .getFirst()
            .equals(1L));
  }

  private @Nullable Receipt read(byte[] place) {
    byte[] record = wire.awaitOrNull(wire.commands().get(place));
    return record == null ? null : ReceiptRecord.decode(place, record);
  }

  /** Spread over all slots: nothing is asked of two receipts at once. */
  private byte[] place(String key) {
    return (wire.prefix() + ":receipt:" + key).getBytes(UTF_8);
  }
}
