package dev.terse.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.terse.core.record.RecordException;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.RedisCommandExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The sequence, as one number: the first that is not leased. Redis adds to it in one step. A lease
 * whose answer is lost is skipped.
 */
final class RedisSequence implements Sequence {
  private static final Script RAISE = Script.load(RedisSequence.class, "raise.lua");

  private final RedisWire wire;
  private final byte[] key;

  RedisSequence(RedisWire wire) {
    this.wire = wire;
    this.key = Layout.key(wire, "sequence");
  }

  @Override
  public Lease lease(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a lease of " + size + " numbers");
    }
    String operation = "sequence.lease";
    return wire.call(operation, () -> {
      try {
        return new Lease(wire.await(wire.commands().incrby(key, size)) - size, size);
      } catch (RedisCommandExecutionException e) {
        if (String.valueOf(e.getMessage()).contains("overflow")) {
          throw new StoreException(Reason.FULL, operation, "all numbers have been leased");
        }
        throw e;
      }
    });
  }

  @Override
  public long position() {
    return wire.call("sequence.position", () -> {
      byte @Nullable [] position = wire.awaitOrNull(wire.commands().get(key));
      try {
        return position == null ? 0 : Long.parseLong(new String(position, US_ASCII));
      } catch (NumberFormatException _) {
        throw RecordException.damaged("the sequence");
      }
    });
  }

  @Override
  public void raise(long floor) {
    wire.call(
        "sequence.raise",
        () -> wire.await(
            RAISE.run(wire.commands(), new byte[][] {key}, Script.number(Math.max(floor, 0)))));
  }
}
