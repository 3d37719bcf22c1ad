package dev.terse.store.rocksdb.visits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** Visits at random, and what a store must have counted after them. */
final class CountBook {
  private static final int LINKS = 12;
  private static final long HOUR_SECONDS = 3_600;

  private final Random random;
  private final Map<LinkId, Map<Instant, Long>> counts = new HashMap<>();

  CountBook(Random random) {
    this.random = random;
  }

  static LinkId link(int number) {
    return new LinkId(new UUID(number % 3 - 1L, number));
  }

  /** Up to ten tallies of few links and hours, noted. */
  List<VisitTally> next() {
    List<VisitTally> tallies = new ArrayList<>();
    for (int left = 1 + random.nextInt(10); left > 0; left--) {
      Instant hour = Instant.ofEpochSecond(random.nextInt(50) * HOUR_SECONDS);
      VisitTally tally =
          new VisitTally(link(random.nextInt(LINKS)), hour, 1 + random.nextInt(1_000));
      tallies.add(tally);
      counts
          .computeIfAbsent(tally.link(), _ -> new TreeMap<>())
          .merge(hour, tally.visits(), Long::sum);
    }
    return tallies;
  }

  /** Compares all that {@code visits} tells with what was noted. */
  void check(VisitStore visits) {
    Map<LinkId, Long> totals = new HashMap<>();
    for (int i = 0; i < LINKS; i++) {
      LinkId link = link(i);
      Map<Instant, Long> hours = counts.getOrDefault(link, Map.of());
      totals.put(link, hours.values().stream().mapToLong(Long::longValue).sum());
      assertThat(visits.hours(link, Instant.EPOCH, VisitStore.MAX_HOURS))
          .isEqualTo(tallies(link, hours));
      assertThat(visits.hours(link, Instant.ofEpochSecond(9 * HOUR_SECONDS), 3))
          .isEqualTo(tallies(link, hours).stream()
              .filter(tally -> tally.hour().getEpochSecond() >= 9 * HOUR_SECONDS)
              .limit(3)
              .toList());
    }
    assertThat(visits.totals(totals.keySet())).isEqualTo(totals);
  }

  private static List<VisitTally> tallies(LinkId link, Map<Instant, Long> hours) {
    List<VisitTally> tallies = new ArrayList<>();
    hours.forEach((hour, visits) -> tallies.add(new VisitTally(link, hour, visits)));
    return tallies;
  }
}
