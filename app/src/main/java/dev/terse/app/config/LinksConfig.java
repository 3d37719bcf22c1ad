package dev.terse.app.config;

import java.util.Set;

/**
 * What may be shortened.
 *
 * @param reuse whether a known target gets its existing link unless the request says otherwise
 * @param schemes of targets, lower case
 * @param userInfo whether targets may hold {@code user:password@}
 */
public record LinksConfig(boolean reuse, Set<String> schemes, boolean userInfo) {

  /** Schemes that run code or read files where they are opened, and are never allowed. */
  private static final Set<String> NEVER = Set.of("javascript", "data", "file", "vbscript");

  /** Throws IllegalArgumentException for a scheme that is none or must never be allowed. */
  public LinksConfig {
    schemes = Set.copyOf(schemes);
    for (String scheme : schemes) {
      if (NEVER.contains(scheme)) {
        throw new IllegalArgumentException("links.schemes: " + scheme + " is never allowed, because"
            + " such a link acts in the name of whoever opens it");
      }
      if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
        throw new IllegalArgumentException(
            "links.schemes: '" + scheme + "' is no scheme: write one such as https");
      }
    }
  }
}
