package dev.terse.store.redis.table;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is stored at a link's key: a head of fixed length, by which scripts compare, and a record,
 * which they never read. The head is {@code L} or {@code T} (a tombstone), the link's id, and the
 * token of the attempt that wrote it. Immutable.
 */
final class Stored {
  /** How many bytes a token has. */
  static final int TOKEN_BYTES = 8;

  /** How many bytes a head has; its last are the token. */
  static final int HEAD_BYTES = 1 + LinkId.BYTES + TOKEN_BYTES;

  private static final byte LINK = 'L';
  private static final byte TOMBSTONE = 'T';
  private static final LinkId NOBODY = new LinkId(new UUID(0, 0));

  private final LinkKey key;
  private final byte[] bytes;

  private Stored(LinkKey key, byte[] bytes) {
    this.key = key;
    this.bytes = bytes;
  }

  /** A token that no other attempt has. */
  static byte[] newToken() {
    return ByteBuffer.allocate(TOKEN_BYTES)
        .putLong(UUID.randomUUID().getLeastSignificantBits())
        .array();
  }

  /** A link's record, written by the attempt {@code token}. */
  static Stored link(LinkRecord record, byte[] token) {
    LinkKey key = record.link().key();
    return of(key, LINK, record.link().id(), token, record.encode(key.bytes()));
  }

  /** What is left of {@code link}, deleted by the attempt {@code token}. */
  static Stored tombstone(Link link, byte[] token) {
    return of(
        link.key(),
        TOMBSTONE,
        link.id(),
        token,
        LinkRecord.tombstone(link.key().bytes(), link.id()));
  }

  /** A tombstone that no link of this store left. */
  static Stored buried(LinkKey key, byte[] token) {
    return of(key, TOMBSTONE, NOBODY, token, LinkRecord.tombstone(key.bytes(), NOBODY));
  }

  /** Whose it is. */
  LinkKey key() {
    return key;
  }

  /** As it is stored. */
  byte[] bytes() {
    return bytes;
  }

  /** The head, all of which must be as it was for a change to be made. */
  byte[] head() {
    if (bytes.length < HEAD_BYTES || (bytes[0] != LINK && bytes[0] != TOMBSTONE)) {
      throw RecordException.damaged("link " + key);
    }
    return Arrays.copyOf(bytes, HEAD_BYTES);
  }

  boolean isTombstone() {
    return head()[0] == TOMBSTONE;
  }

  /** Whether it is a tombstone that no link of this store left. */
  boolean isBuried() {
    return id().equals(NOBODY);
  }

  /** The id of the link that is or was there. */
  LinkId id() {
    return LinkId.of(Arrays.copyOfRange(head(), 1, 1 + LinkId.BYTES));
  }

  /** The token of the attempt that wrote it. */
  byte[] token() {
    return Arrays.copyOfRange(head(), HEAD_BYTES - TOKEN_BYTES, HEAD_BYTES);
  }

  /** The record of the link; throws if it is damaged, or a tombstone. */
  LinkRecord record() {
    byte[] record = Arrays.copyOfRange(bytes, head().length, bytes.length);
    return LinkRecord.decode(key, key.bytes(), record);
  }

  /** The link at {@code key}, or null for nothing or a tombstone. */
  static @Nullable Link linkIn(@Nullable Stored stored) {
    return stored == null || stored.isTombstone() ? null : stored.record().link();
  }

  /** {@code bytes} as they were read at {@code key}; null for nothing. */
  static @Nullable Stored read(LinkKey key, byte @Nullable [] bytes) {
    return bytes == null ? null : new Stored(key, bytes);
  }

  private static Stored of(LinkKey key, byte kind, LinkId id, byte[] token, byte[] record) {
    return new Stored(key, Bytes.join(new byte[] {kind}, id.bytes(), token, record));
  }
}
