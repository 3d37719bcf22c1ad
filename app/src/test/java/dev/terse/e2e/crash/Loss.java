package dev.terse.e2e.crash;

import java.util.Arrays;
import java.util.Random;

/** How much of what was not synced a disk forgets, as far as it is chance by {@code random}. */
record Loss(Kind kind, Random random) {

  /** What a disk may do. */
  enum Kind {
    /** Nothing is lost: it was just in time. */
    NOTHING,
    /** Everything. */
    EVERYTHING,
    /** All after some moment, whose own write is torn at a sector. */
    TAIL,
    /** Pages of the last write, here and there: they were written in another order. */
    PAGES,
    /** Sectors of any write, here and there. */
    SECTORS
  }

  /** Nothing is lost. */
  static final Loss NOTHING = new Loss(Kind.NOTHING, new Random());

  private static final int SECTOR = 512;
  private static final int PAGE = 4_096;

  /** How many of so many changes are kept, at least in part; a disk keeps their order. */
  int kept(int changes) {
    return switch (kind) {
      case NOTHING -> changes;
      case EVERYTHING -> 0;
      case TAIL, PAGES, SECTORS -> random.nextInt(changes + 1);
    };
  }

  /** What happens to the writes before the last that is kept. */
  Loss ofEarlier() {
    return kind == Kind.SECTORS ? this : NOTHING;
  }

  /** What is left of {@code bytes} written into {@code content}. */
  byte[] write(byte[] content, int offset, byte[] bytes) {
    return switch (kind) {
      case NOTHING -> put(content, offset, bytes, bytes.length);
      case EVERYTHING -> content;
      case TAIL -> put(content, offset, bytes, untilASector(offset, bytes.length));
      case PAGES -> pieces(content, offset, bytes, PAGE);
      case SECTORS -> pieces(content, offset, bytes, SECTOR);
    };
  }

  private int untilASector(int offset, int length) {
    int end = (offset + random.nextInt(length + 1)) / SECTOR * SECTOR;
    return Math.max(0, end - offset);
  }

  private static byte[] put(byte[] content, int offset, byte[] bytes, int length) {
    if (length == 0) {
      return content;
    }
    byte[] result = Arrays.copyOf(content, Math.max(content.length, offset + length));
    System.arraycopy(bytes, 0, result, offset, length);
    return result;
  }

  /** The size may have reached the disk before the pieces, so what is missing reads as zeros. */
  private byte[] pieces(byte[] content, int offset, byte[] bytes, int piece) {
    byte[] result = Arrays.copyOf(content, Math.max(content.length, offset + bytes.length));
    int keepOneIn = 2 + random.nextInt(3);
    boolean mostly = random.nextBoolean();
    int at = offset;
    while (at < offset + bytes.length) {
      int end = Math.min((at / piece + 1) * piece, offset + bytes.length);
      if (mostly == (random.nextInt(keepOneIn) != 0)) {
        System.arraycopy(bytes, at - offset, result, at, end - at);
      }
      at = end;
    }
    return result;
  }
}
