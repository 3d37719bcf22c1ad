package dev.terse.server.redirect;

import dev.terse.core.redirect.Resolution;
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

  /** One more visit. */
  void note(Resolution.Redirect redirect) {
    visits.accept(new Visit(redirect.link(), clock.millis()));
  }
}
