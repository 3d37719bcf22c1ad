package dev.terse.core.track;

import dev.terse.core.visit.Visit;
import dev.terse.core.visit.VisitCounts;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Visits added up by link and hour until they are taken, oldest first. Bounded: {@link #MAX}
 * tallies, whatever their counts, beside those of which some are taken already. Safe for use by
 * many threads.
 */
final class Tallies {

  /** Most tallies that wait; about 5 MB. */
  static final int MAX = 131_072;

  private static final long HOUR_SECONDS = 3_600;
  private static final long HOUR_MILLIS = 1_000 * HOUR_SECONDS;

  private VisitCounts filling = new VisitCounts();
  private VisitCounts taking = new VisitCounts();
  private int taken;
  private long visits;

  /** Counts {@code visit}; false if it would need one tally too many. */
  synchronized boolean add(Visit visit) {
    int hour = (int) Math.floorDiv(visit.atMillis(), HOUR_MILLIS);
    if (filling.size() >= MAX && !filling.has(visit.link(), hour)) {
      return false;
    }
    filling.add(visit.link(), hour, 1);
    visits++;
    return true;
  }

  /** Counts all that is ready in {@code buffer}, and tells how many found no room. */
  synchronized long addAll(VisitBuffer buffer) {
    long refused = 0;
    for (Visit visit = buffer.poll(); visit != null; visit = buffer.poll()) {
      refused += add(visit) ? 0 : 1;
    }
    return refused;
  }

  /** Takes {@code limit} tallies out, or all if there are fewer. */
  synchronized List<VisitTally> take(int limit) {
    List<VisitTally> batch = new ArrayList<>(Math.min(limit, taking.size() - taken));
    Instant hour = Instant.EPOCH;
    while (batch.size() < limit && isAnyLeft()) {
      long second = taking.hour(taken) * HOUR_SECONDS;
      if (second != hour.getEpochSecond()) {
        hour = Instant.ofEpochSecond(second);
      }
      VisitTally tally = new VisitTally(taking.link(taken), hour, taking.visits(taken));
      batch.add(tally);
      visits -= tally.visits();
      taken++;
    }
    return batch;
  }

  /** How many visits wait. */
  synchronized long visits() {
    return visits;
  }

  private boolean isAnyLeft() {
    if (taken == taking.size()) {
      VisitCounts emptied = taking;
      emptied.clear();
      taking = filling;
      filling = emptied;
      taken = 0;
    }
    return taken < taking.size();
  }
}
