package dev.terse.core.track;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.Visit;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Visits added up by link and hour until they are taken, oldest first. Bounded: {@link #MAX}
 * tallies, whatever their counts. Safe for use by many threads.
 */
final class Tallies {

  /** Most tallies that wait; about 20 MB. */
  static final int MAX = 131_072;

  private static final long HOUR_MILLIS = 3_600_000;

  private final Map<LinkHour, Count> counts = new LinkedHashMap<>();
  private long visits;

  /** Counts {@code visit}; false if it would need one tally too many. */
  synchronized boolean add(Visit visit) {
    LinkHour key = new LinkHour(visit.link(), Math.floorDiv(visit.atMillis(), HOUR_MILLIS));
    Count count = counts.get(key);
    if (count == null) {
      if (counts.size() >= MAX) {
        return false;
      }
      count = new Count();
      counts.put(key, count);
    }
    count.visits++;
    visits++;
    return true;
  }

  /** Takes up to {@code limit} tallies out. */
  synchronized List<VisitTally> take(int limit) {
    List<VisitTally> taken = new ArrayList<>(Math.min(limit, counts.size()));
    Iterator<Map.Entry<LinkHour, Count>> entries = counts.entrySet().iterator();
    while (taken.size() < limit && entries.hasNext()) {
      VisitTally tally = tally(entries.next());
      entries.remove();
      taken.add(tally);
      visits -= tally.visits();
    }
    return taken;
  }

  /** How many visits wait. */
  synchronized long visits() {
    return visits;
  }

  private static VisitTally tally(Map.Entry<LinkHour, Count> entry) {
    LinkHour key = entry.getKey();
    Instant hour = Instant.ofEpochMilli(key.hour * HOUR_MILLIS);
    return new VisitTally(key.link, hour, entry.getValue().visits);
  }

  private record LinkHour(LinkId link, long hour) {}

  private static final class Count {
    private long visits;
  }
}
