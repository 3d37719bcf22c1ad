package dev.terse.core.copy;

import dev.terse.core.job.Retry;
import dev.terse.core.link.LinkId;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings the visits of links, hour by hour, to what the source has. It adds what is missing, so
 * that doing it again counts nothing twice. Safe for use by many threads, for different links.
 */
final class VisitCopy {
  private final VisitStore from;
  private final VisitStore to;
  private final Retry retry;
  private final LongAdder added = new LongAdder();

  VisitCopy(VisitStore from, VisitStore to, Retry retry) {
    this.from = from;
    this.to = to;
    this.retry = retry;
  }

  /** Copies the visits of {@code links}. */
  void copy(List<LinkId> links) {
    retry.run(() -> unequal(links).forEach(this::copy));
  }

  long added() {
    return added.sum();
  }

  /** Those of {@code links} that were not followed as often at both ends. */
  List<LinkId> unequal(List<LinkId> links) {
    Map<LinkId, Long> wanted = from.totals(links);
    Map<LinkId, Long> present = to.totals(links);
    return links.stream()
        .filter(link -> !wanted.getOrDefault(link, 0L).equals(present.getOrDefault(link, 0L)))
        .toList();
  }

  private void copy(LinkId link) {
    Instant first = Instant.EPOCH;
    List<VisitTally> page = from.hours(link, first, VisitStore.MAX_HOURS);
    while (!page.isEmpty()) {
      List<VisitTally> missing = missing(link, page);
      if (!missing.isEmpty()) {
        to.add(missing);
        added.add(missing.stream().mapToLong(VisitTally::visits).sum());
      }
      first = after(page);
      page = from.hours(link, first, VisitStore.MAX_HOURS);
    }
  }

  private List<VisitTally> missing(LinkId link, List<VisitTally> wanted) {
    Map<Instant, Long> present = present(link, wanted);
    List<VisitTally> missing = new ArrayList<>();
    for (VisitTally tally : wanted) {
      long visits = tally.visits() - present.getOrDefault(tally.hour(), 0L);
      if (visits > 0) {
        missing.add(new VisitTally(link, tally.hour(), visits));
      }
    }
    return missing;
  }

  /** What the destination has of the time that {@code wanted} is about. */
  private Map<Instant, Long> present(LinkId link, List<VisitTally> wanted) {
    Map<Instant, Long> present = new HashMap<>();
    Instant end = after(wanted);
    Instant first = wanted.getFirst().hour();
    while (first.isBefore(end)) {
      List<VisitTally> page = to.hours(link, first, VisitStore.MAX_HOURS);
      page.forEach(tally -> present.put(tally.hour(), tally.visits()));
      first = page.isEmpty() ? end : after(page);
    }
    return present;
  }

  private static Instant after(List<VisitTally> page) {
    return page.getLast().hour().plus(1, ChronoUnit.HOURS);
  }
}
