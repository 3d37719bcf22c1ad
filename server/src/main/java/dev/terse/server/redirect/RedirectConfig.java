package dev.terse.server.redirect;

import dev.terse.core.link.RedirectStatus;
import java.time.Duration;

/**
 * How links are answered.
 *
 * @param status of links that name none
 * @param maxAge how long browsers and caches may remember a permanent redirect; a link that changes
 *     leads to its old target there for so long
 * @param shortcut whether links that memory knows are answered before the request is decoded
 */
public record RedirectConfig(RedirectStatus status, Duration maxAge, boolean shortcut) {

  /** Longest {@link #maxAge}. */
  public static final Duration MAX_AGE_LIMIT = Duration.ofDays(366);

  /** 302, an hour for permanent redirects, and the shortcut. */
  public static final RedirectConfig DEFAULT =
      new RedirectConfig(RedirectStatus.FOUND, Duration.ofHours(1), true);

  /** Throws IllegalArgumentException for a negative or unbounded {@code maxAge}. */
  public RedirectConfig {
    if (maxAge.isNegative() || maxAge.compareTo(MAX_AGE_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "permanent redirects are remembered for 0 s to 366 days, not " + maxAge);
    }
  }

  /** What is said of a redirect's life in caches; never shared ones, which would hide visits. */
  String cacheControl(RedirectStatus ofLink) {
    return ofLink.isPermanent() ? "private, max-age=" + maxAge.toSeconds() : "private, no-store";
  }
}
