package dev.terse.core.shorten;

import dev.terse.core.link.Link;

/** What became of a change to a link. */
public sealed interface Edited {

  /** The link is changed and the change is durable. */
  record Done(Link link) implements Edited {}

  /** Not changed: the link is {@code current}, another version than the caller knew. */
  record Stale(Link current) implements Edited {}

  /** Not changed: there is no such link. */
  record Missing() implements Edited {}

  /** Not changed; {@code reason} continues "the target …". */
  record InvalidTarget(String reason) implements Edited {}
}
