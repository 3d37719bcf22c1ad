package dev.terse.core.url;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encodes and percent-decodes text as UTF-8, with the percent-encode sets of section 1.3 of
 * the URL Standard. Text is a scalar value string: it has no lone surrogates.
 */
final class PercentEncoding {

  /** What is encoded besides everything beyond ASCII, which every percent-encode set has. */
  static final AsciiSet C0_CONTROL = AsciiSet.C0_CONTROLS.with("\u007F");

  static final AsciiSet FRAGMENT = C0_CONTROL.with(" \"<>`");
  static final AsciiSet QUERY = C0_CONTROL.with(" \"#<>");
  static final AsciiSet SPECIAL_QUERY = QUERY.with("'");
  static final AsciiSet PATH = QUERY.with("?^`{}");
  static final AsciiSet USERINFO = PATH.with("/:;=@[\\]|");

  private static final String HEX = "0123456789ABCDEF";

  private PercentEncoding() {}

  /**
   * {@code text} from {@code start} to {@code end}, encoded; the text itself if nothing must be.
   */
  static String encode(String text, int start, int end, AsciiSet set) {
    for (int i = start; i < end; i++) {
      if (mustEncode(text.charAt(i), set)) {
        StringBuilder encoded = new StringBuilder(end - start + 16);
        encode(text, start, end, set, encoded);
        return encoded.toString();
      }
    }
    return text.substring(start, end);
  }

  /** Appends {@code text} from {@code start} to {@code end}, encoded, to {@code encoded}. */
  static void encode(String text, int start, int end, AsciiSet set, StringBuilder encoded) {
    for (int i = start; i < end; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (!mustEncode(c, set)) {
        encoded.append((char) c);
      } else if (c < 0x80) {
        append(encoded, c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          append(encoded, b);
        }
      }
    }
  }

  /** The bytes that {@code text} stands for, read as UTF-8; malformed ones become U+FFFD. */
  static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isEncodedByte(text, i)) {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 3;
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        i += Character.charCount(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Whether a percent sign and two hexadecimal digits stand at {@code i}. */
  static boolean isEncodedByte(String text, int i) {
    return text.charAt(i) == '%'
        && i + 2 < text.length()
        && AsciiSet.HEX_DIGITS.contains(text.charAt(i + 1))
        && AsciiSet.HEX_DIGITS.contains(text.charAt(i + 2));
  }

  /** Whether {@code text} holds a percent-encoded byte. */
  static boolean hasEncodedByte(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (isEncodedByte(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mustEncode(int c, AsciiSet set) {
    return c >= 0x80 || set.contains(c);
  }

  private static void append(StringBuilder encoded, int b) {
    encoded.append('%').append(HEX.charAt((b >> 4) & 0xF)).append(HEX.charAt(b & 0xF));
  }
}
