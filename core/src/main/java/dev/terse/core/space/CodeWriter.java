package dev.terse.core.space;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/** Writes codes in order, one a line, each behind the same prefix. Immutable. */
public final class CodeWriter {
  private static final int BUFFER = 65_536;

  private final OrderedSpace codes;
  private final byte[] prefix;

  /** Writes {@code codes} behind {@code prefix}. */
  public CodeWriter(OrderedSpace codes, String prefix) {
    this.codes = codes;
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes {@code count} codes, the first being that with number {@code from}; fewer when the space
   * ends before.
   *
   * @param progress told how many codes are written, after every 64 KiB and at the end
   * @return how many codes were written
   */
  public long write(OutputStream out, long from, long count, LongConsumer progress)
      throws IOException {
    long todo = Math.min(count, codes.space().capacity() - from + 1);
    if (todo < 1) {
      return 0;
    }
    byte[] buffer = new byte[BUFFER];
    int line = prefix.length + codes.space().lengths().max() + 1;
    long position = codes.positionOfNumber(from);
    int end = 0;
    for (long done = 0; done < todo; position++) {
      if (codes.isBlocked(position)) {
        continue;
      }
      end = writeLine(position, buffer, end);
      done++;
      if (end > buffer.length - line || done == todo) {
        out.write(buffer, 0, end);
        progress.accept(done);
        end = 0;
      }
    }
    return todo;
  }

  private int writeLine(long position, byte[] buffer, int at) {
    System.arraycopy(prefix, 0, buffer, at, prefix.length);
    int end = codes.spell(position, buffer, at + prefix.length);
    buffer[end] = '\n';
    return end + 1;
  }
}
