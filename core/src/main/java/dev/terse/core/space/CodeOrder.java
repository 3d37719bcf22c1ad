package dev.terse.core.space;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which order the codes of one length are given out. */
public enum CodeOrder {
  /** In an order that only the secret tells, so that nobody can guess a link's neighbours. */
  SHUFFLED,
  /** In the order of the alphabet, as S does: {@code a}, {@code b}, {@code c}, … */
  PLAIN;

  /** The order named {@code text}, or null if there is none. */
  public static @Nullable CodeOrder of(String text) {
    for (CodeOrder order : values()) {
      if (order.text().equals(text)) {
        return order;
      }
    }
    return null;
  }

  /** How configuration spells it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
