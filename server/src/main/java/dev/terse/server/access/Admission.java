package dev.terse.server.access;

import dev.terse.server.problem.Problem;
import org.jspecify.annotations.Nullable;

/** What became of asking to be let in. */
public sealed interface Admission {

  /**
   * Come in.
   *
   * @param creator name of the API key that was shown, or null
   */
  record Admitted(@Nullable String creator) implements Admission {}

  /** Stay out, for this reason. */
  record Refused(Problem problem) implements Admission {}
}
