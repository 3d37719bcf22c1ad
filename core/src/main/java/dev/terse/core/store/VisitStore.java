package dev.terse.core.store;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How often links were followed. */
public interface VisitStore {

  /** Longest list of {@link #hours}. */
  int MAX_HOURS = 1_000;

  /** Adds all of {@code tallies} or, if it throws, none. */
  void add(List<VisitTally> tallies);

  /** All visits of each of {@code links} since it was made; a link never followed has 0. */
  Map<LinkId, Long> totals(Collection<LinkId> links);

  /**
   * The visits of {@code link} hour by hour, oldest first, without the hours in which nobody
   * followed it. All of them add up to its total.
   *
   * @param from the first hour to show; not before 1970
   * @param limit at most so many hours, 1 to {@value #MAX_HOURS}
   */
  List<VisitTally> hours(LinkId link, Instant from, int limit);
}
