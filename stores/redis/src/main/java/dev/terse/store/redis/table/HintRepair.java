package dev.terse.store.redis.table;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.store.redis.table.Hints.Hint;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Adds the hint of every link, where a failover has lost it: the only thing that is derived from
 * links and not changed together with them. Links may change meanwhile, because a hint too many
 * does no harm.
 */
public final class HintRepair {
  private static final String OPERATION = "store.reindex";

  private final RedisWire wire;
  private long done;

  private HintRepair(RedisWire wire) {
    this.wire = wire;
  }

  /** Goes through all links; returns how many there are. */
  public static long run(RedisWire wire, LongConsumer progress) {
    HintRepair repair = new HintRepair(wire);
    for (int i = 0; i < Bucket.COUNT; i++) {
      repair.run(new Bucket(i), progress);
    }
    progress.accept(repair.done);
    return repair.done;
  }

  private void run(Bucket bucket, LongConsumer progress) {
    Range<byte[]> range = Range.unbounded();
    List<byte[]> ages;
    do {
      Range<byte[]> from = range;
      ages = wire.call(OPERATION, () -> repair(bucket, from));
      done += ages.size();
      if (!ages.isEmpty()) {
        progress.accept(done);
        range = Range.from(Boundary.excluding(ages.getLast()), Boundary.unbounded());
      }
    } while (ages.size() == LinkStore.MAX_PAGE);
  }

  private List<byte[]> repair(Bucket bucket, Range<byte[]> range) {
    List<byte[]> ages = wire.await(wire.commands()
        .zrangebylex(bucket.key(wire.prefix(), "a"), range, Limit.from(LinkStore.MAX_PAGE)));
    List<Future<byte[]>> answers = new ArrayList<>();
    for (byte[] age : ages) {
      answers.add(
          wire.commands().get(bucket.key(wire.prefix(), "l", Bytes.keyOf(age).bytes())));
    }
    List<Future<Long>> added = new ArrayList<>();
    for (int i = 0; i < ages.size(); i++) {
      LinkKey key = Bytes.keyOf(ages.get(i));
      Stored stored = Stored.read(key, wire.awaitOrNull(answers.get(i)));
      Link link = Stored.linkIn(stored);
      if (stored != null && link != null) {
        added.add(new Hints(wire, key.domain(), link.target()).add(Hint.of(stored)));
      }
    }
    added.forEach(wire::await);
    return ages;
  }
}
