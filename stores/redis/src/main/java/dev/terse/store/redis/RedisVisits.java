package dev.terse.store.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.terse.core.link.LinkId;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.redis.table.Bucket;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits as counters, a hash for each link: its total, its hours, the first and the last of them.
 *
 * <p>A batch is added bucket by bucket, each in one step. It has a number, which each bucket keeps,
 * so that a part sent twice counts once. If no bucket can have taken its part, the batch is
 * refused. If some have, or may have, the batch counts as added and the rest is a debt: it is paid
 * before the next batch is taken, so there is never more than one.
 */
final class RedisVisits implements VisitStore {
  private static final Logger LOG = LoggerFactory.getLogger(RedisVisits.class);
  private static final String ADD = "visits.add";
  private static final byte[] TOTAL = "total".getBytes(US_ASCII);
  private static final byte[] FIRST = "first".getBytes(US_ASCII);
  private static final byte[] LAST = "last".getBytes(US_ASCII);

  /** How long a batch waits for those before it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final RedisWire wire;
  private final byte[] node;
  private VisitBatch debt = VisitBatch.NONE;
  private long batches;

  RedisVisits(RedisWire wire, byte[] node) {
    this.wire = wire;
    this.node = node;
  }

  @Override
  public void add(List<VisitTally> tallies) {
    List<VisitTally> all = List.copyOf(tallies);
    wire.<Boolean>call(ADD, () -> {
      lock();
      try {
        pay();
        return add(VisitBatch.of(wire.prefix(), node, ++batches, all));
      } finally {
        lock.unlock();
      }
    });
  }

  @Override
  public Map<LinkId, Long> totals(Collection<LinkId> links) {
    return wire.call("visits.totals", () -> {
      Map<LinkId, Future<byte[]>> answers = new HashMap<>();
      for (LinkId link : links) {
        answers.put(link, wire.commands().hget(key(link), TOTAL));
      }
      Map<LinkId, Long> totals = new HashMap<>();
      answers.forEach(
          (link, answer) -> totals.put(link, number(link, wire.awaitOrNull(answer), 0)));
      return totals;
    });
  }

  @Override
  public List<VisitTally> hours(LinkId link, Instant from, int limit) {
    if (limit < 1 || limit > MAX_HOURS) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_HOURS);
    }
    return wire.call("visits.hours", () -> {
      long first = number(link, read(link, FIRST), 0);
      long last = number(link, read(link, LAST), -1);
      List<VisitTally> hours = new ArrayList<>();
      long hour = Math.max(first, Math.ceilDiv(from.getEpochSecond(), VisitBatch.HOUR_SECONDS));
      while (hour <= last && hours.size() < limit) {
        long end = Math.min(hour + MAX_HOURS, last + 1);
        read(link, hour, end, limit, hours);
        hour = end;
      }
      return hours;
    });
  }

  /** Pays what is owed, as far as the servers let it. */
  void close() {
    lock.lock();
    try {
      if (!debt.isEmpty()) {
        wire.<Boolean>call(ADD, () -> {
          pay();
          return true;
        });
      }
    } catch (StoreException e) {
      LOG.warn("{} visits are lost: {}", debt.visits(), e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  private void lock() {
    try {
      if (!lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RedisCommandTimeoutException("other visits are still being added");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisException(e);
    }
  }

  private boolean add(VisitBatch batch) {
    VisitBatch.Outcome outcome = batch.send(wire);
    RedisException failure = outcome.failure();
    if (failure != null && outcome.isRefused()) {
      throw failure;
    }
    debt = outcome.rest();
    if (failure != null) {
      LOG.warn("{} visits are added as soon as Redis answers: {}", debt.visits(), failure);
    }
    return true;
  }

  private void pay() {
    if (!debt.isEmpty()) {
      VisitBatch.Outcome outcome = debt.send(wire);
      debt = outcome.rest();
      RedisException failure = outcome.failure();
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void read(LinkId link, long hour, long end, int limit, List<VisitTally> hours) {
    byte[][] names = LongStream.range(hour, end)
        .mapToObj(number -> Long.toString(number).getBytes(US_ASCII))
        .toArray(byte[][]::new);
    for (var answer : wire.await(wire.commands().hmget(key(link), names))) {
      if (answer.hasValue() && hours.size() < limit) {
        long number = Long.parseLong(new String(answer.getKey(), US_ASCII));
        hours.add(new VisitTally(
            link,
            Instant.ofEpochSecond(number * VisitBatch.HOUR_SECONDS),
            number(link, answer.getValue(), 0)));
      }
    }
  }

  private byte @Nullable [] read(LinkId link, byte[] field) {
    return wire.awaitOrNull(wire.commands().hget(key(link), field));
  }

  private byte[] key(LinkId link) {
    return VisitBatch.key(wire.prefix(), Bucket.of(link), link);
  }

  private static long number(LinkId link, byte @Nullable [] text, long byDefault) {
    try {
      return text == null ? byDefault : Long.parseLong(new String(text, US_ASCII));
    } catch (NumberFormatException _) {
      throw RecordException.damaged("the visits of link " + link);
    }
  }
}
