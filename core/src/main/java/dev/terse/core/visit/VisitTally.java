package dev.terse.core.visit;

import dev.terse.core.link.LinkId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Visits of one link within one hour.
 *
 * @param link the link that was followed
 * @param hour the hour's first instant (UTC)
 * @param visits how many, at least 1
 */
public record VisitTally(LinkId link, Instant hour, long visits) {

  /** Cuts {@code hour} to the hour; throws IllegalArgumentException for fewer than one visit. */
  public VisitTally {
    if (visits < 1) {
      throw new IllegalArgumentException("a tally of " + visits + " visits");
    }
    hour = hour.truncatedTo(ChronoUnit.HOURS);
  }
}
