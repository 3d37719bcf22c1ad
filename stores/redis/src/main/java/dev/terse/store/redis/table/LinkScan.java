package dev.terse.store.redis.table;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.store.redis.wire.RedisWire;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of all keys that were ever used: bucket by bucket, first its links by domain and age,
 * then its tombstones by key. A cursor is the bucket's number, {@code a} or {@code d}, and the last
 * member shown in base64url. Runs within {@link RedisWire#call}.
 */
public final class LinkScan {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,3})([ad])([A-Za-z0-9_-]+)");

  private final RedisWire wire;
  private final int limit;
  private final List<Entry> entries = new ArrayList<>();

  private LinkScan(RedisWire wire, int limit) {
    this.wire = wire;
    this.limit = limit;
  }

  /** Where a page begins: after a member, or with the first. */
  private static final class Place {
    private final int bucket;
    private final boolean tombstones;
    private final byte @Nullable [] last;

    Place(int bucket, boolean tombstones, byte @Nullable [] last) {
      this.bucket = bucket;
      this.tombstones = tombstones;
      this.last = last;
    }

    static Place of(String cursor) {
      if (cursor.isEmpty()) {
        return new Place(0, false, null);
      }
      Matcher matcher = CURSOR.matcher(cursor);
      int bucket = matcher.matches() ? Integer.parseInt(matcher.group(1)) : Bucket.COUNT;
      if (bucket >= Bucket.COUNT) {
        throw new IllegalArgumentException("no scan's cursor: " + cursor);
      }
      return new Place(
          bucket, matcher.group(2).equals("d"), Base64.getUrlDecoder().decode(matcher.group(3)));
    }

    Place next() {
      return tombstones ? new Place(bucket + 1, false, null) : new Place(bucket, true, null);
    }

    Range<byte[]> range() {
      return last == null
          ? Range.unbounded()
          : Range.from(Boundary.excluding(last), Boundary.unbounded());
    }

    String cursor(byte[] shown) {
      return bucket
          + (tombstones ? "d" : "a")
          + Base64.getUrlEncoder().withoutPadding().encodeToString(shown);
    }
  }

  /** The page at {@code cursor}; throws IllegalArgumentException for what never was one. */
  public static Scan read(RedisWire wire, String cursor, int limit) {
    if (limit < 1 || limit > LinkStore.MAX_PAGE) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + LinkStore.MAX_PAGE);
    }
    return new LinkScan(wire, limit).read(Place.of(cursor));
  }

  private Scan read(Place start) {
    Place place = start;
    int room = limit;
    while (place.bucket < Bucket.COUNT) {
      List<byte[]> members = wire.await(wire.commands()
          .zrangebylex(
              new Bucket(place.bucket).key(wire.prefix(), place.tombstones ? "d" : "a"),
              place.range(),
              Limit.from(room)));
      if (place.tombstones) {
        members.forEach(key -> entries.add(new Entry.Tombstone(LinkKey.of(key))));
      } else {
        addLinks(members);
      }
      if (members.size() == room) {
        return new Scan(entries, place.cursor(members.getLast()));
      }
      room -= members.size();
      place = place.next();
    }
    return new Scan(entries, "");
  }

  /** A link deleted meanwhile comes later, as a tombstone of the same bucket. */
  private void addLinks(List<byte[]> ages) {
    List<Future<byte[]>> answers = new ArrayList<>();
    for (byte[] age : ages) {
      LinkKey key = Bytes.keyOf(age);
      answers.add(wire.commands().get(Bucket.of(key).key(wire.prefix(), "l", key.bytes())));
    }
    for (int i = 0; i < ages.size(); i++) {
      Link link =
          Stored.linkIn(Stored.read(Bytes.keyOf(ages.get(i)), wire.awaitOrNull(answers.get(i))));
      if (link != null) {
        entries.add(new Entry.Present(link));
      }
    }
  }
}
