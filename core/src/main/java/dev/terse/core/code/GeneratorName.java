package dev.terse.core.code;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The generators by the name that configuration and API use. */
public enum GeneratorName {
  /** {@link SequentialCodes}. */
  SEQUENTIAL,
  /** {@link DigestCodes}. */
  DIGEST,
  /** {@link RandomCodes}. */
  RANDOM;

  /** The generator named {@code text}, or null if there is none. */
  public static @Nullable GeneratorName of(String text) {
    for (GeneratorName name : values()) {
      if (name.text().equals(text)) {
        return name;
      }
    }
    return null;
  }

  /** How configuration and API spell it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
