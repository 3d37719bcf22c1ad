package dev.terse.store.postgres.link;

import org.jspecify.annotations.Nullable;

/** What PostgreSQL's type text can hold: all of Unicode but NUL. */
public final class Texts {

  private Texts() {}

  /** Whether {@code text} can be stored; if not, no stored text equals or contains it. */
  public static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  /** Throws IllegalArgumentException if one of {@code texts} cannot be stored. */
  public static void require(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !isStorable(text)) {
        throw new IllegalArgumentException("PostgreSQL cannot hold NUL or half a surrogate pair");
      }
    }
  }
}
