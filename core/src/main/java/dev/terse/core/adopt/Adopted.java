package dev.terse.core.adopt;

import dev.terse.core.link.Link;

/** What became of a link that another shortener had made. */
sealed interface Adopted {

  /** It is stored. */
  record Made(Link link) implements Adopted {}

  /** It was here already, and leads to the same target. */
  record Present(Link link) implements Adopted {}

  /** Its code is taken here, by something else; {@code reason} continues the code. */
  record Conflict(String reason) implements Adopted {}

  /** It can be no link here; {@code reason} continues "the code …" or "the target …". */
  record Refused(String reason) implements Adopted {}
}
