package dev.terse.core.link;

import org.jspecify.annotations.Nullable;

/**
 * What people write about links and keys: whole characters, and none that controls a terminal, ends
 * a line of a log or cuts a text short in other programs.
 */
public final class PlainText {

  private PlainText() {}

  /**
   * What is wrong with {@code text} as a line of at most {@code longest} UTF-16 units: a phrase
   * that continues "the field …", or null if nothing is.
   */
  public static @Nullable String faultOfLine(String text, int longest) {
    return fault(text, longest, "");
  }

  /** As {@link #faultOfLine}, for a text that may have line feeds and tabs. */
  public static @Nullable String faultOfLines(String text, int longest) {
    return fault(text, longest, "\n\t");
  }

  private static @Nullable String fault(String text, int longest, String allowed) {
    if (text.length() > longest) {
      return "is longer than " + longest + " characters: shorten it";
    }
    return text.codePoints()
        .filter(c -> allowed.indexOf(c) < 0)
        .mapToObj(PlainText::fault)
        .filter(fault -> !fault.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String fault(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> "has the control character U+%04X: remove it".formatted(character);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        "has the line break U+%04X: remove it".formatted(character);
      case Character.SURROGATE -> "has half a surrogate pair, which is no character: remove it";
      default -> "";
    };
  }
}
