package dev.terse.core.shorten;

import dev.terse.core.link.Parsed;
import dev.terse.core.link.Target;
import java.util.Set;

/**
 * Decides which targets may be shortened, and what is stored of them. Safe for use by many threads.
 *
 * @param schemes allowed schemes, lower case
 * @param userInfo whether {@code user:password@} is allowed
 * @param ownHosts hosts that lead back here, lower case, as {@code host} or {@code host:port}
 */
public record TargetPolicy(Set<String> schemes, boolean userInfo, Set<String> ownHosts) {

  /** http and https, no user information, no own hosts. */
  public static final TargetPolicy DEFAULT =
      new TargetPolicy(Set.of("http", "https"), false, Set.of());

  /** The target to store for what somebody sent, or why there is none. */
  public Parsed<Target> judge(String text) {
    return new Parsed.Valid<>(new Target(text));
  }
}
