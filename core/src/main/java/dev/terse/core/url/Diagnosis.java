package dev.terse.core.url;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the parsers noticed about one input: whether there was a validation error (section 1.1), and
 * why parsing failed if it did. Used by one thread.
 */
final class Diagnosis {

  private static final AsciiSet URL_CODE_POINTS =
      AsciiSet.ALPHANUMERICS.with("!$&'()*+,-./:;=?@_~");

  private boolean valid = true;
  private ParsedUrl.@Nullable Failure failure;

  /** Notes a validation error, after which parsing goes on. */
  void validationError() {
    valid = false;
  }

  /** Notes why parsing failed; returns null for the caller to pass on as its own result. */
  @Nullable
  String fail(ParsedUrl.Failure reason) {
    valid = false;
    failure = reason;
    return null;
  }

  boolean isValid() {
    return valid;
  }

  /** Why parsing failed; to be asked only after a parser has failed. */
  ParsedUrl.Failure failure() {
    return Objects.requireNonNull(failure, "no parser has failed");
  }

  /** Notes a validation error if {@code text} has something that is no URL unit (section 4.3). */
  void checkUrlUnits(String text, int start, int end) {
    for (int i = start; valid && i < end; ) {
      int c = text.codePointAt(i);
      valid = c == '%' ? PercentEncoding.isEncodedByte(text, i) : isUrlCodePoint(c);
      i += Character.charCount(c);
    }
  }

  private static boolean isUrlCodePoint(int c) {
    if (c < 0x80) {
      return URL_CODE_POINTS.contains(c);
    }
    boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return c >= 0xA0 && !noncharacter;
  }
}
