package dev.terse.store.rocksdb.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of one file in a tar archive, as POSIX.1-1988 (ustar) has it. There is one way to write
 * each, so a reader sees any byte that is another.
 *
 * @param name at most {@value #MAX_NAME} ASCII characters
 * @param size in bytes, below {@value #MAX_SIZE}
 */
record TarHeader(String name, long size) {
  /** Heads are of this size, and contents are filled up to a multiple of it. */
  static final int BLOCK = 512;

  static final int MAX_NAME = 99;
  static final long MAX_SIZE = 1L << 33;

  private static final int SIZE_AT = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int SUM_AT = 148;
  private static final int SUM_DIGITS = 6;
  private static final int SUM_BYTES = 8;

  /** Throws IllegalArgumentException for what has no place in a head. */
  TarHeader {
    if (name.isEmpty() || name.length() > MAX_NAME || size < 0 || size >= MAX_SIZE) {
      throw new IllegalArgumentException(name + " of " + size + " bytes does not fit into a tar");
    }
  }

  /** What {@code block} says, or null if it is no such head. */
  static @Nullable TarHeader parse(byte[] block) {
    String text = new String(block, US_ASCII);
    int end = text.indexOf('\0');
    String size = text.substring(SIZE_AT, SIZE_AT + SIZE_DIGITS);
    if (end < 1 || end > MAX_NAME || !size.matches("[0-7]{11}")) {
      return null;
    }
    TarHeader header = new TarHeader(text.substring(0, end), Long.parseLong(size, Byte.SIZE));
    return Arrays.equals(block, header.bytes()) ? header : null;
  }

  /** The block. */
  byte[] bytes() {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000600\0" + "0000000\0" + "0000000\0");
    put(block, SIZE_AT, String.format(Locale.ROOT, "%011o", size));
    put(block, 136, "00000000000\0" + " ".repeat(SUM_BYTES) + "0");
    put(block, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xFF;
    }
    put(block, SUM_AT, String.format(Locale.ROOT, "%0" + SUM_DIGITS + "o\0 ", sum));
    return block;
  }

  /** How many bytes follow the contents. */
  int padding() {
    return (int) (-size & (BLOCK - 1));
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
