package dev.terse.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.Value;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.SetArgs;

/** Where the few things are that there is one of, and the version of the whole layout. */
final class Layout {
  private static final long VERSION = 1;

  private Layout() {}

  /** The key of {@code name}; all of these lie in one slot. */
  static byte[] key(RedisWire wire, String name) {
    return (wire.prefix() + ":{meta}:" + name).getBytes(UTF_8);
  }

  /**
   * Notes the version in a new store, unless it is to be read: then there must be one. Throws if
   * the store is of a newer version.
   */
  static void settle(RedisWire wire, String operation, Purpose purpose) {
    byte[] key = key(wire, "layout");
    if (purpose != Purpose.READ) {
      wire.awaitOrNull(wire.commands().set(key, Value.of(key, VERSION), SetArgs.Builder.nx()));
    }
    byte[] stored = wire.awaitOrNull(wire.commands().get(key));
    if (stored == null) {
      throw new StoreException(
          Reason.ABSENT,
          operation,
          "there is no store with the prefix " + wire.prefix() + " there: see how it is spelt");
    }
    long found = Value.number("the layout", key, stored);
    if (found > VERSION) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          operation,
          "the store has layout " + found + " and this version of Terse knows up to " + VERSION
              + ": start the newer version, or restore a backup from before it");
    }
  }
}
