package dev.terse.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.StoreException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Reads what {@link RecordWriter} wrote, field by field. Used by one thread, once. Whatever does
 * not hold is a {@link RecordException}.
 */
public final class RecordReader {
  private final byte[] bytes;
  private final int end;
  private final String what;
  private int start;
  private int position = 1;
  private int tag;
  private int from;

  /**
   * Checks the record stored under {@code key}.
   *
   * @param what the record for people, such as "link abc"
   */
  public RecordReader(String what, byte[] key, byte[] bytes) {
    this.bytes = bytes;
    this.what = what;
    this.end = bytes.length - RecordWriter.CHECKSUM_BYTES;
    if (end < 1 || ByteBuffer.wrap(bytes).getInt(end) != RecordWriter.checksum(key, bytes, end)) {
      throw damaged();
    }
    if (bytes[0] != RecordWriter.FORMAT) {
      throw new RecordException(
          Reason.INCOMPATIBLE, what + " was written by a newer version: use that one");
    }
  }

  /** Goes on to the next field and tells whether there is one. */
  public boolean next() {
    if (position == end) {
      return false;
    }
    start = position;
    tag = varint();
    int length = varint();
    from = position;
    if (length < 0 || length > end - position) {
      throw damaged();
    }
    position += length;
    return true;
  }

  /** The field's tag. */
  public int tag() {
    return tag;
  }

  /** The field as a number. */
  public long number() {
    if (position - from > Long.BYTES) {
      throw damaged();
    }
    long value = 0;
    for (int i = from; i < position; i++) {
      value = value << Byte.SIZE | (bytes[i] & 0xFF);
    }
    return value;
  }

  /** The field as text. */
  public String text() {
    return new String(bytes, from, position - from, UTF_8);
  }

  /** The field as a link's id. */
  public LinkId id() {
    if (position - from != LinkId.BYTES) {
      throw damaged();
    }
    return LinkId.of(Arrays.copyOfRange(bytes, from, position));
  }

  /** The field's bytes. */
  public byte[] bytes() {
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** The whole field, for {@link RecordWriter#fields}. */
  public byte[] field() {
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** What {@code maker} makes of the fields; values that it refuses are damage. */
  public <T> T make(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
  }

  /** What to throw when the fields make no sense together. */
  public RecordException damaged() {
    return RecordException.damaged(what);
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      if (position == end) {
        throw damaged();
      }
      byte b = bytes[position++];
      value |= (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged();
  }
}
