package dev.terse.core.store;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitTally;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** How often links were followed. */
public interface VisitStore {

  /** Adds all of {@code tallies} or, if it throws, none. */
  void add(List<VisitTally> tallies);

  /** All visits of each of {@code links} since it was made; a link never followed has 0. */
  Map<LinkId, Long> totals(Collection<LinkId> links);
}
