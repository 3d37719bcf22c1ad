package dev.terse.core.link;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Identity of a link: a UUID version 7 (RFC 9562, section 5.7), whose first 48 bits are the
 * millisecond of creation, so that ids sort by age on every store.
 */
public record LinkId(UUID value) implements Comparable<LinkId> {
  /** How many bytes an id has. */
  public static final int BYTES = 16;

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** A new id for a link created at {@code now}; unique as far as 74 random bits make it so. */
  public static LinkId create(Instant now, RandomGenerator random) {
    long high = (now.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0x0FFFL);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new LinkId(new UUID(high, low));
  }

  /** Reads what {@link #toString()} wrote; throws IllegalArgumentException for anything else. */
  public static LinkId parse(String text) {
    LinkId id = new LinkId(UUID.fromString(text));
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException("not as ids are written: " + text);
    }
    return id;
  }

  /** Reads what {@link #bytes()} made; throws IllegalArgumentException for another length. */
  public static LinkId of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("no id has " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new LinkId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  /** The id in {@value #BYTES} bytes, whose unsigned order is that of {@link #compareTo}. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  /** The millisecond of creation, since 1970-01-01T00:00Z. */
  public long createdMillis() {
    return value.getMostSignificantBits() >>> 16;
  }

  /** Orders by time of creation, then by the random bits; unsigned, unlike {@link UUID}'s order. */
  @Override
  public int compareTo(LinkId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
