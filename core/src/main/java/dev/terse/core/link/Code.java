package dev.terse.core.link;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * The path that names a link, generated or chosen, case-sensitive, as it reads after
 * percent-decoding.
 *
 * <p>A code is 1 to {@value #MAX_LENGTH} code points: ASCII letters, digits and {@code - _ . ~},
 * and beyond ASCII letters, marks, digits and symbols (emoji) in Unicode's NFC form. {@code /}
 * separates segments, none of which is empty, {@code .} or {@code ..}, because browsers rewrite
 * such paths before they send them.
 */
public record Code(String value) {

  /** Longest code, in code points. */
  public static final int MAX_LENGTH = 128;

  /** Throws IllegalArgumentException if {@code value} is no code; see {@link #parse}. */
  public Code {
    String fault = fault(value);
    if (fault != null) {
      throw new IllegalArgumentException("code " + fault);
    }
  }

  /** The code that {@code text} spells, or why it spells none. */
  public static Parsed<Code> parse(String text) {
    String fault = fault(text);
    return fault == null ? new Parsed.Valid<>(new Code(text)) : new Parsed.Invalid<>(fault);
  }

  @Override
  public String toString() {
    return value;
  }

  private static @Nullable String fault(String text) {
    if (text.isEmpty()) {
      return "is empty";
    }
    int start = 0;
    int length = 0;
    boolean ascii = true;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (++length > MAX_LENGTH) {
        return "is longer than " + MAX_LENGTH + " characters";
      }
      if (c == '/') {
        if (isUnreachable(text, start, i)) {
          return "has an empty, '.' or '..' segment, which browsers rewrite";
        }
        start = i + 1;
      } else if (!isAllowed(c)) {
        return "has a character that codes cannot hold: use letters, digits, - _ . ~ and /";
      }
      ascii &= c < 0x80;
    }
    if (isUnreachable(text, start, text.length())) {
      return "has an empty, '.' or '..' segment, which browsers rewrite";
    }
    if (!ascii && !Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      return "is not in Unicode's NFC form";
    }
    return null;
  }

  private static boolean isUnreachable(String text, int start, int end) {
    return switch (end - start) {
      case 0 -> true;
      case 1 -> text.charAt(start) == '.';
      case 2 -> text.charAt(start) == '.' && text.charAt(start + 1) == '.';
      default -> false;
    };
  }

  private static boolean isAllowed(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '_'
          || c == '.'
          || c == '~';
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.OTHER_SYMBOL,
          Character.MODIFIER_SYMBOL -> true;
      default -> c == 0x200D;
    };
  }
}
