package dev.terse.core.copy;

/** What became of a copy. */
public sealed interface Copied {

  /** All was read to the end. */
  record Done(CopyReport report) implements Copied {}

  /** Nothing was changed; {@code reason} is a sentence that says what to do. */
  record Refused(String reason) implements Copied {}
}
