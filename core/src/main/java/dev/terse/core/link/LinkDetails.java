package dev.terse.core.link;

import org.jspecify.annotations.Nullable;

/**
 * What a link's owner says about it; everything is optional.
 *
 * @param title a line for lists, at most {@value #MAX_TITLE} characters
 * @param note a remark for the owners, at most {@value #MAX_NOTE} characters
 * @param status the redirect's status, or null for the configured one
 */
public record LinkDetails(
    @Nullable String title, @Nullable String note, @Nullable RedirectStatus status) {

  /** Longest title, in UTF-16 units. */
  public static final int MAX_TITLE = 512;

  /** Longest note, in UTF-16 units. */
  public static final int MAX_NOTE = 4_096;

  /** Nothing said. */
  public static final LinkDetails NONE = new LinkDetails(null, null, null);

  /** Throws IllegalArgumentException if title or note is faulty. */
  public LinkDetails {
    refuse("title", titleFault(title));
    refuse("note", noteFault(note));
  }

  /** What is wrong with {@code title}, as {@link PlainText#faultOfLine} says it. */
  public static @Nullable String titleFault(@Nullable String title) {
    return title == null ? null : PlainText.faultOfLine(title, MAX_TITLE);
  }

  /** What is wrong with {@code note}, as {@link PlainText#faultOfLines} says it. */
  public static @Nullable String noteFault(@Nullable String note) {
    return note == null ? null : PlainText.faultOfLines(note, MAX_NOTE);
  }

  private static void refuse(String field, @Nullable String fault) {
    if (fault != null) {
      throw new IllegalArgumentException(field + " " + fault);
    }
  }
}
