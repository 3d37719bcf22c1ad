package dev.terse.core.tier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the tier at a link's place: two bytes that say what it is and in which format, the
 * kind, then
 *
 * <ul>
 *   <li>{@code V}, a link: the epoch (8 bytes), the key's length (2) and the key, and its record,
 *       whose checksum also covers the store's name and all that stands before it;
 *   <li>{@code F}, being filled: 16 bytes that only its filler has;
 *   <li>{@code M}, being changed: nothing more.
 * </ul>
 */
sealed interface TierEntry {

  /** The link, read from the store in the present epoch. */
  record Found(Link link) implements TierEntry {}

  /** Somebody changes the link, or fills the place: ask the store, and put nothing. */
  record Busy() implements TierEntry {}

  /** Nothing. */
  record Absent() implements TierEntry {}

  /** A link of another epoch. */
  record Outdated() implements TierEntry {}

  /** Damaged, of a format this version does not know, or another link's. */
  record Refused() implements TierEntry {}

  /** A mark that the link is being changed. */
  static byte[] changing() {
    return new byte[] {Layout.MAGIC, Layout.FORMAT, Layout.CHANGING};
  }

  /** Reads what stands at the place of {@code key}. */
  static TierEntry read(Epoch epoch, LinkKey key, byte @Nullable [] bytes) {
    if (bytes == null) {
      return new Absent();
    }
    if (bytes.length <= Layout.KIND || bytes[0] != Layout.MAGIC || bytes[1] != Layout.FORMAT) {
      return new Refused();
    }
    return switch (bytes[Layout.KIND]) {
      case Layout.LINK -> Layout.link(epoch, key, bytes);
      case Layout.FILLING, Layout.CHANGING -> new Busy();
      default -> new Refused();
    };
  }

  /** The bytes of {@code link} as it was read from the store in {@code epoch}. */
  static byte[] of(Epoch epoch, Link link) {
    byte[] head = Layout.head(epoch, link.key());
    byte[] record = LinkRecord.of(link).encode(Layout.seal(epoch, head));
    byte[] bytes = Arrays.copyOf(head, head.length + record.length);
    System.arraycopy(record, 0, bytes, head.length, record.length);
    return bytes;
  }

  /** A mark that the place is being filled by whoever drew {@code high} and {@code low}. */
  static byte[] filling(long high, long low) {
    return ByteBuffer.allocate(Layout.KIND + 1 + 2 * Long.BYTES)
        .put(Layout.MAGIC)
        .put(Layout.FORMAT)
        .put(Layout.FILLING)
        .putLong(high)
        .putLong(low)
        .array();
  }

  /** Where the bytes stand. */
  final class Layout {
    static final byte MAGIC = 'T';
    static final byte FORMAT = 1;
    static final int KIND = 2;
    static final byte LINK = 'V';
    static final byte FILLING = 'F';
    static final byte CHANGING = 'M';
    private static final int EPOCH = KIND + 1;
    private static final int LENGTH = EPOCH + Long.BYTES;
    private static final int KEY = LENGTH + Short.BYTES;

    private Layout() {}

    private static byte[] head(Epoch epoch, LinkKey key) {
      byte[] name = key.bytes();
      return ByteBuffer.allocate(KEY + name.length)
          .put(MAGIC)
          .put(FORMAT)
          .put(LINK)
          .putLong(epoch.number())
          .putShort((short) name.length)
          .put(name)
          .array();
    }

    private static TierEntry link(Epoch epoch, LinkKey key, byte[] bytes) {
      if (bytes.length < KEY) {
        return new Refused();
      }
      long number = ByteBuffer.wrap(bytes).getLong(EPOCH);
      byte[] head = head(new Epoch(epoch.store(), number), key);
      if (bytes.length < head.length
          || !Arrays.equals(head, 0, head.length, bytes, 0, head.length)) {
        return new Refused();
      }
      try {
        byte[] record = Arrays.copyOfRange(bytes, head.length, bytes.length);
        Link link = LinkRecord.decode(key, seal(epoch, head), record).link();
        return number == epoch.number() ? new Found(link) : new Outdated();
      } catch (RecordException | IllegalArgumentException _) {
        return new Refused();
      }
    }

    /** What the checksum covers beside the record: no other store's link passes for this one's. */
    private static byte[] seal(Epoch epoch, byte[] head) {
      byte[] store = epoch.store().getBytes(UTF_8);
      byte[] seal = Arrays.copyOf(store, store.length + head.length);
      System.arraycopy(head, 0, seal, store.length, head.length);
      return seal;
    }
  }
}
