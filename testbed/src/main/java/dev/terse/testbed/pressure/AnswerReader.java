package dev.terse.testbed.pressure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** Reads answers that tell their length, one after the other. Used by one thread. */
final class AnswerReader {
  private static final String END = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final int NO_CONTENT = 204;

  private final ByteBuffer buffer = ByteBuffer.allocate(4 << 10);
  private final StringBuilder head = new StringBuilder();
  private boolean isHeadRead;
  private long missing;

  /** How far it is. */
  enum State {
    PARTIAL,
    WHOLE,
    ENDED
  }

  /** Reads what there is. */
  State read(SocketChannel channel) throws IOException {
    while (true) {
      buffer.clear();
      int read = channel.read(buffer);
      if (read <= 0) {
        return read < 0 ? State.ENDED : State.PARTIAL;
      }
      if (isHeadRead) {
        missing -= read;
      } else {
        readHead(read);
      }
      if (isHeadRead && missing <= 0) {
        return State.WHOLE;
      }
    }
  }

  private void readHead(int read) {
    head.append(new String(buffer.array(), 0, read, ISO_8859_1));
    int end = head.indexOf(END);
    if (end >= 0) {
      int body = head.length() - end - END.length();
      head.setLength(end + 2);
      String lower = head.toString().toLowerCase(Locale.ROOT);
      head.setLength(0);
      head.append(lower);
      isHeadRead = true;
      missing = length() - body;
    }
  }

  private long length() {
    int at = head.indexOf(LENGTH);
    if (at < 0 || status() == NO_CONTENT) {
      return 0;
    }
    int from = at + LENGTH.length();
    return Long.parseLong(head.substring(from, head.indexOf("\r\n", from)).strip());
  }

  int status() {
    return Integer.parseInt(head.substring(9, 12));
  }

  boolean saysWhenToRetry() {
    return head.indexOf("\r\nretry-after:") >= 0;
  }

  /** Whether the server closes the connection after it. */
  boolean isLast() {
    return head.indexOf("\r\nconnection: close") >= 0;
  }

  void reset() {
    head.setLength(0);
    isHeadRead = false;
    missing = 0;
  }
}
