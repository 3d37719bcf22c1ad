package dev.terse.store.redis;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.redis.table.Bucket;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Visits to add, in one part for each bucket. A bucket that has taken a part of this number from
 * this node before takes none again.
 */
record VisitBatch(List<Part> parts) {
  static final long HOUR_SECONDS = 3_600;
  static final VisitBatch NONE = new VisitBatch(List.of());

  private static final Script VISITS = Script.load(VisitBatch.class, "visits.lua");

  /** How long a bucket knows a node's last batch: no connection stays lost longer. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  /** The visits of one bucket as keys and arguments of the script. */
  static final class Part {
    private final byte[][] keys;
    private final byte[][] arguments;
    private final long visits;

    private Part(List<byte[]> keys, List<byte[]> arguments, long visits) {
      this.keys = keys.toArray(byte[][]::new);
      this.arguments = arguments.toArray(byte[][]::new);
      this.visits = visits;
    }

    private Future<List<Object>> send(RedisWire wire) {
      return VISITS.run(wire.commands(), keys, arguments);
    }
  }

  /**
   * What became of a batch.
   *
   * @param rest what has not been taken, as far as is known
   * @param failure why not, or null if all was taken
   * @param isRefused whether certainly nothing was taken
   */
  record Outcome(VisitBatch rest, @Nullable RedisException failure, boolean isRefused) {}

  /** The batch {@code number} of {@code node}. */
  static VisitBatch of(String prefix, byte[] node, long number, List<VisitTally> tallies) {
    Map<Integer, List<VisitTally>> byBucket = tallies.stream()
        .collect(Collectors.groupingBy(tally -> Bucket.of(tally.link()).number()));
    return new VisitBatch(byBucket.entrySet().stream()
        .map(entry -> part(prefix, new Bucket(entry.getKey()), node, number, entry.getValue()))
        .toList());
  }

  /** Where the visits of {@code link} are. */
  static byte[] key(String prefix, Bucket bucket, LinkId link) {
    return bucket.key(prefix, "v", link.bytes());
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  long visits() {
    return parts.stream().mapToLong(part -> part.visits).sum();
  }

  /** Sends all parts at once and waits for what becomes of them. */
  Outcome send(RedisWire wire) {
    List<Future<List<Object>>> answers = new ArrayList<>();
    for (Part part : parts) {
      answers.add(part.send(wire));
    }
    List<Part> rest = new ArrayList<>();
    RedisException failure = null;
    boolean refused = true;
    for (int i = 0; i < answers.size(); i++) {
      try {
        wire.await(answers.get(i));
        refused = false;
      } catch (RedisException e) {
        failure = e;
        refused &= RedisWire.isRefused(e);
        rest.add(parts.get(i));
      }
    }
    return new Outcome(new VisitBatch(rest), failure, refused);
  }

  private static Part part(
      String prefix, Bucket bucket, byte[] node, long number, List<VisitTally> tallies) {
    Map<LinkId, Map<Long, Long>> byLink = new TreeMap<>();
    long visits = 0;
    for (VisitTally tally : tallies) {
      long hour = Math.floorDiv(tally.hour().getEpochSecond(), HOUR_SECONDS);
      byLink
          .computeIfAbsent(tally.link(), _ -> new TreeMap<>())
          .merge(hour, tally.visits(), Math::addExact);
      visits += tally.visits();
    }
    List<byte[]> keys = new ArrayList<>();
    List<byte[]> arguments = new ArrayList<>();
    keys.add(bucket.key(prefix, "n", node));
    arguments.add(Script.number(number));
    arguments.add(Script.number(REMEMBERED.toSeconds()));
    byLink.forEach((link, hours) -> {
      keys.add(key(prefix, bucket, link));
      arguments.add(Script.number(hours.size()));
      hours.forEach((hour, count) -> {
        arguments.add(Script.number(hour));
        arguments.add(Script.number(count));
      });
    });
    return new Part(keys, arguments, visits);
  }
}
