package dev.terse.server.origin;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The paths that are Terse's own and so never a link's: everything under {@code /-/}, and a few
 * fixed ones.
 *
 * @param roots paths outside {@code /-/} and {@code /.well-known/} that are ours
 */
public record OwnPaths(Set<String> roots) {

  /** Empty and dot segments, and percents in the name that follows {@code /-/}. */
  private static final Pattern ODD =
      Pattern.compile("//|/(?:\\.|%2e){1,2}(?:/|$)|^/-/[^/]*%", Pattern.CASE_INSENSITIVE);

  /** Copies the set. */
  public OwnPaths {
    roots = Set.copyOf(roots);
  }

  /**
   * Whether {@code path} is ours. One that only normalising would make one of ours is nobody's:
   * what a proxy in front forbids by its path must not be reached by another.
   */
  public boolean hold(String path) {
    return (path.startsWith("/-/") && !ODD.matcher(path).find())
        || path.startsWith("/.well-known/")
        || roots.contains(path);
  }
}
