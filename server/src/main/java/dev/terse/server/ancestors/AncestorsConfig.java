package dev.terse.server.ancestors;

import org.jspecify.annotations.Nullable;

/**
 * Which ancestors' endpoints are served beside Terse's own.
 *
 * @param s {@code POST /get} of S
 * @param flask {@code POST /shorten_url} of the Flask demo, and its answers to unknown codes
 * @param serviceBase what the Flask demo's short URLs begin with, put before the code as it is;
 *     null for what all short URLs begin with
 */
public record AncestorsConfig(
    boolean s, boolean flask, @Nullable String serviceBase) {

  /** Neither. */
  public static final AncestorsConfig NONE = new AncestorsConfig(false, false, null);
}
