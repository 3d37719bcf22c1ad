package dev.terse.core.redirect;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;

/** What a code does now. */
public sealed interface Resolution {

  /**
   * It leads to {@code target}.
   *
   * @param link the link's id, for counting the visit
   * @param target where it leads
   * @param status with which status
   */
  record Redirect(LinkId link, Target target, RedirectStatus status) implements Resolution {

    static Redirect of(Link link, RedirectStatus byDefault) {
      RedirectStatus own = link.details().status();
      return new Redirect(link.id(), link.target(), own == null ? byDefault : own);
    }
  }

  /** No link has this code. */
  record Unknown() implements Resolution {
    static final Unknown INSTANCE = new Unknown();
  }

  /** Nobody can tell: the store failed. Never kept. */
  record Unavailable() implements Resolution {
    static final Unavailable INSTANCE = new Unavailable();
  }
}
