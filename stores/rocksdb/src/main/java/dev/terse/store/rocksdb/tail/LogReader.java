package dev.terse.store.rocksdb.tail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Reads the frames of one log of RocksDB, a write-ahead log or a manifest. A log is a row of blocks
 * of 32 KiB; a record is one frame ({@code FULL}) or several ({@code FIRST}, {@code MIDDLE}…,
 * {@code LAST}), none across the border of two blocks: CRC-32C (masked), length and type, then the
 * bytes.
 *
 * <p>Whoever writes syncs each record before the next, so a power cut tears the last one only, and
 * in one way: the file ends too early, or whole sectors of it are still zero. So a bad frame is
 * torn if its part of some sector is zero or the file ends within it, and if no record begins
 * behind it. Anything else has been damaged later. One thing cannot be told: damage to the very
 * last record that looks like a tear.
 */
final class LogReader {
  private static final int BLOCK = 32 << 10;
  private static final int SECTOR = 512;
  private static final int HEADER = 7;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;
  private static final int MASK_DELTA = 0xa282ead8;

  private final FileChannel file;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
  private long blockAt;

  /** The end of the last whole record, and whether frames of the next have been seen. */
  private long end;

  private boolean inside;

  private LogReader(FileChannel file) {
    this.file = file;
  }

  /** Reads {@code file} to its end. */
  static Verdict judge(FileChannel file) throws IOException {
    return new LogReader(file).judge();
  }

  private Verdict judge() throws IOException {
    boolean more = load(0);
    while (more) {
      int bad = readFrames();
      if (bad >= 0) {
        Verdict damaged = new Verdict.Damaged(blockAt + bad);
        return isTorn(bad) && !recordBegins(bad) ? new Verdict.Torn(end) : damaged;
      }
      more = loadNext();
    }
    return inside ? new Verdict.Torn(end) : new Verdict.Whole();
  }

  /** Loads the block at {@code position} and tells whether there is one. */
  private boolean load(long position) throws IOException {
    block.clear();
    int read = 0;
    while (block.hasRemaining() && read >= 0) {
      read = file.read(block, position + block.position());
    }
    block.flip();
    blockAt = position;
    return block.hasRemaining();
  }

  /** Loads the next block; there is none behind a short one, even if the file has grown. */
  private boolean loadNext() throws IOException {
    return block.limit() == BLOCK && load(blockAt + BLOCK);
  }

  /** Reads the block's frames; returns where a bad one begins, or -1. */
  private int readFrames() {
    int at = 0;
    while (at < block.limit() && BLOCK - at >= HEADER) {
      if (!isWhole(at) || !follows(type(at))) {
        return at;
      }
      int type = type(at);
      at += HEADER + length(at);
      inside = type == FIRST || type == MIDDLE;
      if (!inside) {
        end = blockAt + at;
      }
    }
    return -1;
  }

  /** Whether a frame of {@code type} may come now; what we do not know stands for itself. */
  private boolean follows(int type) {
    return inside == (type == MIDDLE || type == LAST);
  }

  private boolean isWhole(int at) {
    return at + HEADER <= block.limit()
        && type(at) != 0
        && at + HEADER + length(at) <= block.limit()
        && block.getInt(at) == checksum(at, length(at));
  }

  private boolean isTorn(int bad) {
    return endsEarly(bad) || hasBlankSector(bad);
  }

  /** Whether the file ends within the frame, and not because its length is wrong. */
  private boolean endsEarly(int at) {
    if (at + HEADER > block.limit()) {
      return true;
    }
    int fits = BLOCK - at - HEADER;
    int left = block.limit() - at - HEADER;
    return length(at) <= fits && length(at) > left && block.getInt(at) != checksum(at, left);
  }

  /** Whether the rest of the block's part of some sector is zero. */
  private boolean hasBlankSector(int from) {
    int zeros = 0;
    for (int at = from; at < block.limit(); at++) {
      zeros = at % SECTOR == 0 ? 0 : zeros;
      zeros += block.get(at) == 0 ? 1 : 0;
      boolean last = at % SECTOR == SECTOR - 1 || at == block.limit() - 1;
      if (last && zeros == at - Math.max(from, at - at % SECTOR) + 1) {
        return true;
      }
    }
    return false;
  }

  /** Whether a record begins in this block, not before {@code from}, or in a later one. */
  private boolean recordBegins(int from) throws IOException {
    int at = from;
    do {
      for (; at + HEADER <= block.limit(); at++) {
        if ((type(at) == FULL || type(at) == FIRST) && isWhole(at)) {
          return true;
        }
      }
      at = 0;
    } while (loadNext());
    return false;
  }

  private int length(int at) {
    return Short.toUnsignedInt(block.getShort(at + Integer.BYTES));
  }

  private int type(int at) {
    return Byte.toUnsignedInt(block.get(at + HEADER - 1));
  }

  /** The masked checksum of the type and {@code length} bytes. */
  private int checksum(int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(block.array(), at + HEADER - 1, 1 + length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
