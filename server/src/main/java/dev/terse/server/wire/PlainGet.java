package dev.terse.server.wire;

import java.nio.charset.StandardCharsets;

/**
 * Recognises, in bytes, the request that nearly all redirects are asked with: a GET in HTTP/1.1
 * without a body, whole, with nothing behind it and nothing in it that could change the answer.
 * What it is in doubt about it does not recognise: the decoder reads that.
 *
 * <p>It takes a part of what the decoder and {@link StrictRequests} take, never more. Lines end in
 * CR LF. The target is a path of unreserved characters and slashes, with any query. A field is a
 * name of letters, digits and hyphens, a colon, and printable ASCII. There is one {@code Host};
 * {@code Connection} says {@code keep-alive} or is not there; and no field announces a body, an
 * expectation or another protocol.
 */
public final class PlainGet {
  private static final byte[] METHOD = ascii("GET ");

  /** Where the path of a plain GET begins. */
  public static final int PATH_START = METHOD.length;

  private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
  private static final byte[] LINE_END = ascii("\r\n");

  private static final boolean[] PATH = lettersDigitsAnd("-._~/");
  private static final boolean[] NAME = lettersDigitsAnd("-");

  private static final byte[] HOST = ascii("host");
  private static final byte[] CONNECTION = ascii("connection");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");
  private static final byte[] CONTENT_LENGTH = ascii("content-length");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
  private static final byte[] EXPECT = ascii("expect");
  private static final byte[] UPGRADE = ascii("upgrade");
  private static final byte[] WEBSOCKET = ascii("sec-websocket");

  private PlainGet() {}

  /**
   * Where the path ends that begins at {@link #PATH_START}, if the first {@code length} bytes are a
   * plain GET, or -1.
   */
  public static int pathEnd(byte[] bytes, int length) {
    if (!isAt(bytes, 0, length, METHOD) || !isAt(bytes, PATH_START, length, '/')) {
      return -1;
    }
    int pathEnd = skip(PATH, bytes, PATH_START, length);
    int end = isAt(bytes, pathEnd, length, '?') ? endOfWord(bytes, pathEnd, length) : pathEnd;
    return isAt(bytes, end, length, VERSION) && areFields(bytes, end + VERSION.length, length)
        ? pathEnd
        : -1;
  }

  /** Whether fields, and the empty line that ends them, are all there is from {@code at} on. */
  private static boolean areFields(byte[] bytes, int at, int length) {
    int hosts = 0;
    int fields = 0;
    int start = at;
    while (start < length && bytes[start] != '\r') {
      int colon = skip(NAME, bytes, start, length);
      if (++fields > BoundaryDecoder.MOST_FIELDS
          || colon == start
          || !isAt(bytes, colon, length, ':')) {
        return false;
      }
      int end = endOfValue(bytes, colon + 1, length);
      if (!isAt(bytes, end, length, LINE_END) || matters(bytes, start, colon, end)) {
        return false;
      }
      if (isName(bytes, start, colon, HOST)) {
        hosts++;
      }
      start = end + LINE_END.length;
    }
    return hosts == 1 && start + LINE_END.length == length && isAt(bytes, start, length, LINE_END);
  }

  /** Whether the field may change what is answered or where the request ends. */
  private static boolean matters(byte[] bytes, int start, int colon, int end) {
    return switch (bytes[start] | 0x20) {
      case 'c' ->
        isName(bytes, start, colon, CONTENT_LENGTH)
            || (isName(bytes, start, colon, CONNECTION) && !isKeepAlive(bytes, colon + 1, end));
      case 'e' -> isName(bytes, start, colon, EXPECT);
      case 's' -> beginsWith(bytes, start, colon, WEBSOCKET);
      case 't' -> isName(bytes, start, colon, TRANSFER_ENCODING);
      case 'u' -> isName(bytes, start, colon, UPGRADE);
      default -> false;
    };
  }

  private static boolean isKeepAlive(byte[] bytes, int from, int to) {
    int start = from;
    while (start < to && bytes[start] == ' ') {
      start++;
    }
    return isName(bytes, start, to, KEEP_ALIVE);
  }

  private static boolean isName(byte[] bytes, int from, int to, byte[] lowerCase) {
    return to - from == lowerCase.length && beginsWith(bytes, from, to, lowerCase);
  }

  /** For names of letters and hyphens, which no other character turns into with that bit. */
  private static boolean beginsWith(byte[] bytes, int from, int to, byte[] lowerCase) {
    if (to - from < lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if ((bytes[from + i] | 0x20) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAt(byte[] bytes, int at, int length, int wanted) {
    return at < length && bytes[at] == wanted;
  }

  private static boolean isAt(byte[] bytes, int at, int length, byte[] wanted) {
    if (at + wanted.length > length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int skip(boolean[] set, byte[] bytes, int from, int length) {
    int at = from;
    while (at < length && bytes[at] >= 0 && set[bytes[at]]) {
      at++;
    }
    return at;
  }

  /** Where printable ASCII without blanks ends. */
  private static int endOfWord(byte[] bytes, int from, int length) {
    int at = from;
    while (at < length && bytes[at] > ' ' && bytes[at] < 0x7F) {
      at++;
    }
    return at;
  }

  /** Where printable ASCII with blanks ends. */
  private static int endOfValue(byte[] bytes, int from, int length) {
    int at = from;
    while (at < length && bytes[at] >= ' ' && bytes[at] < 0x7F) {
      at++;
    }
    return at;
  }

  private static boolean[] lettersDigitsAnd(String others) {
    boolean[] set = new boolean[0x80];
    for (char c = 0; c < set.length; c++) {
      set[c] = (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || others.indexOf(c) >= 0;
    }
    return set;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
