package dev.terse.core.record;

import org.jspecify.annotations.Nullable;

/** Records that hold one value: a text, a number or a deleted link's id. */
public final class Value {
  private static final int VALUE = 1;

  private Value() {}

  /** The bytes of {@code value} to store under {@code key}. */
  public static byte[] of(byte[] key, String value) {
    return new RecordWriter().text(VALUE, value).seal(key);
  }

  /** The bytes of {@code value} to store under {@code key}. */
  public static byte[] of(byte[] key, long value) {
    return new RecordWriter().number(VALUE, value).seal(key);
  }

  /** The text stored under {@code key}; null for nothing. */
  public static @Nullable String text(String what, byte[] key, byte @Nullable [] bytes) {
    return bytes == null ? null : only(what, key, bytes).text();
  }

  /** The number stored under {@code key}; 0 for nothing. */
  public static long number(String what, byte[] key, byte @Nullable [] bytes) {
    return bytes == null ? 0 : only(what, key, bytes).number();
  }

  private static RecordReader only(String what, byte[] key, byte[] bytes) {
    RecordReader reader = new RecordReader(what, key, bytes);
    while (reader.next()) {
      if (reader.tag() == VALUE) {
        return reader;
      }
    }
    throw reader.damaged();
  }
}
