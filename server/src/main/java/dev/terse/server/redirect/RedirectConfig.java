package dev.terse.server.redirect;

import dev.terse.core.link.RedirectStatus;
import java.time.Duration;

/**
 * How links are answered.
 *
 * @param status of links that name none
 * @param maxAge how long browsers and caches may remember a permanent redirect; a link that changes
 *     leads to its old target there for so long
 */
public record RedirectConfig(RedirectStatus status, Duration maxAge) {

  /** Longest {@link #maxAge}. */
  public static final Duration MAX_AGE_LIMIT = Duration.ofDays(366);

  /** 302, and an hour for permanent redirects. */
  public static final RedirectConfig DEFAULT =
      new RedirectConfig(RedirectStatus.FOUND, Duration.ofHours(1));

  /** Throws IllegalArgumentException for a negative or unbounded {@code maxAge}. */
  public RedirectConfig {
    if (maxAge.isNegative() || maxAge.compareTo(MAX_AGE_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "permanent redirects are remembered for 0 s to 366 days, not " + maxAge);
    }
  }
}
