package dev.terse.core.code;

import dev.terse.core.space.Lengths;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The generators by the name that configuration and API use. */
public enum GeneratorName {
  /** {@link SequentialCodes}. */
  SEQUENTIAL(5, 10),
  /** {@link DigestCodes}. */
  DIGEST(12, 20),
  /** {@link RandomCodes}. */
  RANDOM(11, 20);

  private final int min;
  private final int max;

  GeneratorName(int min, int max) {
    this.min = min;
    this.max = max;
  }

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

  /** How long its codes are unless the configuration says otherwise. */
  public Lengths defaultLengths() {
    return new Lengths(min, max);
  }
}
