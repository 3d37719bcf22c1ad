package dev.terse.imports.s;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How S writes URLs: Python's {@code quote_plus}, which makes a plus of a space. */
final class QuotedPlus {
  private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*(:|%3A).*");

  private QuotedPlus() {}

  /** Whether {@code text} is a URL once decoded. */
  static boolean isUrl(String text) {
    return URL.matcher(text).matches();
  }

  /**
   * The text that was quoted.
   *
   * @param quoted a character for each byte
   * @throws CharacterCodingException if it was no UTF-8
   */
  static String decode(String quoted) throws CharacterCodingException {
    byte[] bytes = quoted.getBytes(ISO_8859_1);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2)) {
        decoded.write(HexFormat.fromHexDigits(quoted, i + 1, i + 3));
        i += 2;
      } else {
        decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return utf8(decoded.toByteArray());
  }

  /** The text whose UTF-8 is {@code bytes}. */
  static String utf8(byte[] bytes) throws CharacterCodingException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static boolean isHex(byte[] bytes, int index) {
    return index < bytes.length && HexFormat.isHexDigit(bytes[index]);
  }
}
