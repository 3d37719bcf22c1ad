package dev.terse.core.store;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Visits in memory. */
final class MemoryVisits implements VisitStore {
  private final Map<LinkId, TreeMap<Instant, Long>> hours = new HashMap<>();

  @Override
  public synchronized void add(List<VisitTally> tallies) {
    for (VisitTally tally : tallies) {
      hours
          .computeIfAbsent(tally.link(), _ -> new TreeMap<>())
          .merge(tally.hour(), tally.visits(), Long::sum);
    }
  }

  @Override
  public synchronized Map<LinkId, Long> totals(Collection<LinkId> links) {
    return links.stream().collect(Collectors.toMap(Function.identity(), this::total));
  }

  @Override
  public synchronized List<VisitTally> hours(LinkId link, Instant from, int limit) {
    return hours.getOrDefault(link, new TreeMap<>()).tailMap(from, true).entrySet().stream()
        .limit(limit)
        .map(hour -> new VisitTally(link, hour.getKey(), hour.getValue()))
        .toList();
  }

  private long total(LinkId link) {
    return hours.getOrDefault(link, new TreeMap<>()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
