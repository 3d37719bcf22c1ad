package dev.terse.store.redis.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import io.lettuce.core.cluster.SlotHash;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * One of the {@value #COUNT} parts that everything with many keys is spread over. The keys of a
 * bucket carry its tag in braces and so lie in one slot of a cluster, where a script may change
 * them together. The tags are chosen so that the buckets' slots stand at even distances: servers
 * that share the slots evenly share the buckets evenly.
 *
 * @param number 0 to {@value #COUNT} - 1
 */
public record Bucket(int number) {
  /** How many there are. Part of the stored layout: it can never change. */
  public static final int COUNT = 128;

  private static final int SLOTS_EACH = SlotHash.SLOT_COUNT / COUNT;
  private static final String[] TAGS = tags();

  /** The bucket of a link, its place in the list and its tombstone. */
  public static Bucket of(LinkKey key) {
    return of(key.bytes());
  }

  /** The bucket of a link's visits. */
  public static Bucket of(LinkId id) {
    return of(id.bytes());
  }

  static Bucket of(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return new Bucket((int) (sum.getValue() % COUNT));
  }

  /** The key of this bucket that begins {@code prefix:{tag}:kind}. */
  public byte[] key(String prefix, String kind) {
    return (prefix + ":{" + TAGS[number] + "}:" + kind).getBytes(UTF_8);
  }

  /** {@link #key(String, String)} with a colon and {@code rest} behind it. */
  public byte[] key(String prefix, String kind, byte[] rest) {
    return Bytes.join(key(prefix, kind + ":"), rest);
  }

  /** For each bucket the smallest number whose slot is in the bucket's share of the slots. */
  private static String[] tags() {
    return IntStream.range(0, COUNT)
        .mapToObj(bucket -> IntStream.iterate(0, n -> n + 1)
            .mapToObj(Integer::toString)
            .filter(tag -> SlotHash.getSlot(tag) / SLOTS_EACH == bucket)
            .findFirst()
            .orElseThrow())
        .toArray(String[]::new);
  }
}
