package dev.terse.core.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes one record: the format's version, fields of tag, length and bytes, and a CRC32C over the
 * record's key and all that precedes, so that neither a flipped bit nor a record under another's
 * key goes unnoticed. Used by one thread, once.
 */
public final class RecordWriter {
  static final byte FORMAT = 1;
  static final int CHECKSUM_BYTES = 4;

  private byte[] bytes = new byte[128];
  private int size;

  /** An empty record. */
  public RecordWriter() {
    bytes[size++] = FORMAT;
  }

  /** Adds {@code value} in as few bytes as hold it; negative numbers take eight. */
  public RecordWriter number(int tag, long value) {
    int length = (Long.SIZE - Long.numberOfLeadingZeros(value) + 7) / Byte.SIZE;
    head(tag, length);
    for (int i = length - 1; i >= 0; i--) {
      bytes[size++] = (byte) (value >>> (i * Byte.SIZE));
    }
    return this;
  }

  /** Adds {@code value} in UTF-8; throws IllegalArgumentException for a lone surrogate. */
  public RecordWriter text(int tag, String value) {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
      head(tag, utf8.remaining());
      int length = utf8.remaining();
      utf8.get(bytes, size, length);
      size += length;
      return this;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text is no well-formed Unicode", e);
    }
  }

  /** Adds {@code value} as it is. */
  public RecordWriter bytes(int tag, byte[] value) {
    head(tag, value.length);
    return append(value);
  }

  /** Adds whole fields that {@link RecordReader#field()} returned. */
  public RecordWriter fields(byte[] encoded) {
    ensure(encoded.length);
    return append(encoded);
  }

  /** The finished record, to be stored under {@code key}. */
  public byte[] seal(byte[] key) {
    ensure(CHECKSUM_BYTES);
    int checksum = checksum(key, bytes, size);
    ByteBuffer.wrap(bytes, size, CHECKSUM_BYTES).putInt(checksum);
    return Arrays.copyOf(bytes, size + CHECKSUM_BYTES);
  }

  static int checksum(byte[] key, byte[] record, int size) {
    CRC32C crc = new CRC32C();
    crc.update(key);
    crc.update(record, 0, size);
    return (int) crc.getValue();
  }

  private RecordWriter append(byte[] value) {
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  private void head(int tag, int length) {
    ensure(length + 10);
    varint(tag);
    varint(length);
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
