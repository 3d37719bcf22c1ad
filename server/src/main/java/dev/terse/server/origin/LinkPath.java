package dev.terse.server.origin;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Parsed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the code out of a request's path. */
public final class LinkPath {

  private LinkPath() {}

  /**
   * The key of the link that {@code path} names, or null if no code is spelt so.
   *
   * @param path as it came, percent-encoded UTF-8, or bytes as characters
   */
  public static @Nullable LinkKey key(String path) {
    if (!path.startsWith("/")) {
      return null;
    }
    String text = isPlain(path) ? path.substring(1) : decode(path);
    return text != null && Code.parse(text) instanceof Parsed.Valid<Code>(Code code)
        ? LinkKey.of(code)
        : null;
  }

  private static boolean isPlain(String path) {
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String decode(String path) {
    ByteBuffer bytes = ByteBuffer.allocate(path.length());
    for (int i = 1; i < path.length(); i++) {
      char c = path.charAt(i);
      int value = c == '%' ? hex(path, i + 1) : c;
      if (value < 0 || value > 0xFF) {
        return null;
      }
      if (c == '%') {
        i += 2;
      }
      bytes.put((byte) value);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static int hex(String path, int at) {
    if (at + 2 > path.length()) {
      return -1;
    }
    int high = Character.digit(path.charAt(at), 16);
    int low = Character.digit(path.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
