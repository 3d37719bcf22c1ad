package dev.terse.server.redirect;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.Visit;
import dev.terse.core.visit.VisitSink;
import java.time.InstantSource;

/**
 * Notes each redirect that was followed, whichever way it was answered. Never blocks.
 *
 * @param visits takes the visits
 * @param clock tells their time
 */
public record Followed(VisitSink visits, InstantSource clock) {

  /** One more visit of {@code link}. */
  void note(LinkId link) {
    visits.accept(new Visit(link, clock.millis()));
  }
}
