package dev.terse.server.access;

import dev.terse.core.access.ApiKey;
import dev.terse.server.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What became of asking to be let in. */
public sealed interface Admission {

  /**
   * Come in.
   *
   * @param key the API key that was shown, or null
   */
  record Admitted(@Nullable ApiKey key) implements Admission {

    /** The key's name, or null. */
    public @Nullable String creator() {
      return key == null ? null : key.name();
    }
  }

  /** Stay out, for this reason. */
  record Refused(Problem problem) implements Admission {}
}
