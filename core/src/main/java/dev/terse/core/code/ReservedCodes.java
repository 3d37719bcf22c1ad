package dev.terse.core.code;

import dev.terse.core.link.Code;
import java.util.Set;

/**
 * Codes that no link may have because their paths are Terse's own: what lies under {@code /-/} and
 * {@code /.well-known/}, and {@code words}, which the routes that are switched on name.
 */
public record ReservedCodes(Set<String> words) {

  /** Copies the words. */
  public ReservedCodes {
    words = Set.copyOf(words);
  }

  /** Whether {@code code} is Terse's own. */
  public boolean contains(Code code) {
    String value = code.value();
    return value.startsWith("-/") || value.startsWith(".well-known/") || words.contains(value);
  }
}
