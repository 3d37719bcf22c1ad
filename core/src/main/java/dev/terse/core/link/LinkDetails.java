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

  /** Throws IllegalArgumentException if title or note is too long. */
  public LinkDetails {
    if (title != null && title.length() > MAX_TITLE) {
      throw new IllegalArgumentException("title is longer than " + MAX_TITLE + " characters");
    }
    if (note != null && note.length() > MAX_NOTE) {
      throw new IllegalArgumentException("note is longer than " + MAX_NOTE + " characters");
    }
  }
}
