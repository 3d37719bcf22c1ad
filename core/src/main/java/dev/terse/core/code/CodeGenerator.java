package dev.terse.core.code;

import dev.terse.core.link.Code;
import dev.terse.core.link.Target;

/**
 * Draws codes. Safe for use by many threads; may call the store, so it belongs on virtual threads.
 */
public interface CodeGenerator {

  /**
   * Proposes a code for {@code target}.
   *
   * @param attempt 0 at first, one more each time the code drawn before was in use already
   */
  Draw draw(Target target, int attempt);

  /** Whether one target always leads to one code, so that a second link for it makes no sense. */
  boolean isDeterministic();

  /**
   * Whether only those shall find a link who were given its code. Such a link is always new: the
   * code of an existing one may be known, or easy to guess.
   */
  default boolean isPrivate() {
    return false;
  }

  /** Takes back {@code code}, which was drawn here and has certainly not become a link. */
  default void takeBack(Code code) {}

  /** What became of drawing a code. */
  sealed interface Draw {
    /** A code nobody has been given by this generator, or that belongs to this very target. */
    record Drawn(Code code) implements Draw {}

    /**
     * No code is left.
     *
     * @param remedy a sentence that says what to do
     */
    record Exhausted(String remedy) implements Draw {}
  }
}
