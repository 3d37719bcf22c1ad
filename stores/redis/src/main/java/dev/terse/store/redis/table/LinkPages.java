package dev.terse.store.redis.table;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of a domain's links, newest first: the newest few of each bucket, merged. A bucket that
 * turns out to have more of the page is asked again. A damaged link is left out and logged, so that
 * its neighbours stay within reach. Runs within {@link RedisWire#call}.
 */
public final class LinkPages {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);

  /** Asked of each bucket beyond its fair share of the page, so that few are asked again. */
  private static final int SPARE = 4;

  private final RedisWire wire;
  private final byte[] domain;
  private final Query query;
  private final int share;

  private LinkPages(RedisWire wire, Query query) {
    this.wire = wire;
    this.domain = Bytes.domain(query.domain());
    this.query = query;
    this.share = query.limit() / Bucket.COUNT + SPARE;
  }

  /** The page that {@code query} asks for, whose text is blank. */
  public static Page read(RedisWire wire, Query query) {
    return new LinkPages(wire, query).read();
  }

  /** What is known of one bucket, newest first. */
  private record Head(Bucket bucket, Deque<byte[]> ages, boolean hasMore) {
    LinkId id() {
      return Bytes.idOf(ages.getFirst());
    }
  }

  private Page read() {
    List<byte[]> ages = newest(query.limit() + 1);
    boolean more = ages.size() > query.limit();
    List<byte[]> page = more ? ages.subList(0, query.limit()) : ages;
    return new Page(links(page), more ? Bytes.idOf(page.getLast()) : null);
  }

  private List<byte[]> newest(int count) {
    PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::id, Comparator.reverseOrder()));
    byte[] before = end();
    List<Future<List<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < Bucket.COUNT; i++) {
      answers.add(ask(new Bucket(i), before));
    }
    for (int i = 0; i < Bucket.COUNT; i++) {
      add(heads, new Bucket(i), wire.await(answers.get(i)));
    }
    List<byte[]> newest = new ArrayList<>();
    while (newest.size() < count) {
      Head head = heads.poll();
      if (head == null) {
        return newest;
      }
      byte[] age = head.ages().removeFirst();
      newest.add(age);
      if (!head.ages().isEmpty()) {
        heads.add(head);
      } else if (head.hasMore()) {
        add(heads, head.bucket(), wire.await(ask(head.bucket(), age)));
      }
    }
    return newest;
  }

  private void add(PriorityQueue<Head> heads, Bucket bucket, List<byte[]> ages) {
    if (!ages.isEmpty()) {
      heads.add(new Head(bucket, new ArrayDeque<>(ages), ages.size() == share));
    }
  }

  private Future<List<byte[]>> ask(Bucket bucket, byte[] before) {
    return wire.commands()
        .zrevrangebylex(
            bucket.key(wire.prefix(), "a"),
            Range.from(Boundary.including(domain), Boundary.excluding(before)),
            Limit.from(share));
  }

  /** What all ages of the page are smaller than. */
  private byte[] end() {
    LinkId before = query.before();
    if (before != null) {
      return Bytes.join(domain, before.bytes());
    }
    byte[] end = domain.clone();
    end[end.length - 1] = 1;
    return end;
  }

  private List<Link> links(List<byte[]> ages) {
    List<Future<byte[]>> answers = new ArrayList<>();
    for (byte[] age : ages) {
      LinkKey key = Bytes.keyOf(age);
      answers.add(wire.commands().get(Bucket.of(key).key(wire.prefix(), "l", key.bytes())));
    }
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < ages.size(); i++) {
      LinkKey key = Bytes.keyOf(ages.get(i));
      try {
        Link link = Stored.linkIn(Stored.read(key, wire.awaitOrNull(answers.get(i))));
        if (link != null) {
          links.add(link);
        }
      } catch (RecordException e) {
        LOG.error("a list leaves out {}: {}", key, e.getMessage());
      }
    }
    return links;
  }
}
