package dev.terse.app.config;

import dev.terse.core.shorten.TargetPolicy;
import java.util.Set;

/**
 * What may be shortened.
 *
 * @param reuse whether a known target gets its existing link unless the request says otherwise
 * @param schemes of targets
 * @param userInfo whether targets may hold {@code user:password@}
 */
public record LinksConfig(boolean reuse, Set<String> schemes, boolean userInfo) {

  /** Throws IllegalArgumentException for a scheme that is none or must never be allowed. */
  public LinksConfig {
    schemes = new TargetPolicy(schemes, userInfo, Set.of()).schemes();
  }

  /** Which targets may be shortened by a server that is reached at {@code ownHosts}. */
  public TargetPolicy targets(Set<String> ownHosts) {
    return new TargetPolicy(schemes, userInfo, ownHosts);
  }
}
