package dev.terse.core.shorten;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;

/** What became of a {@link ShortenRequest}. */
public sealed interface Shortened {

  /** A link was made and is durable. */
  record Created(Link link) implements Shortened {}

  /** Nothing was made: {@code link} already leads there. */
  record Reused(Link link) implements Shortened {}

  /** The chosen code is in use, was used before, or is reserved. */
  record CodeTaken(Code code) implements Shortened {}

  /** The chosen code is none; {@code reason} continues "the code …". */
  record InvalidCode(String reason) implements Shortened {}

  /** The target cannot be shortened; {@code reason} continues "the target …". */
  record InvalidTarget(String reason) implements Shortened {}

  /** No code is left; {@code remedy} is a sentence that says what to do. */
  record Exhausted(String remedy) implements Shortened {}
}
