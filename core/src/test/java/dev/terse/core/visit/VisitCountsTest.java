package dev.terse.core.visit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.LinkId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class VisitCountsTest {
  private final VisitCounts counts = new VisitCounts();

  private record LinkHour(LinkId link, int hour) {}

  @Test
  void add_anything_isWhatAMapWouldHold() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      counts.clear();
      Map<LinkHour, Long> model = new LinkedHashMap<>();
      int links = 1 + random.nextInt(300);
      int hours = 1 + random.nextInt(100);
      for (int i = 0; i < 3_000; i++) {
        LinkId link = link(random.nextInt(links));
        int hour = random.nextInt(hours) - 50;
        assertThat(counts.has(link, hour)).isEqualTo(model.containsKey(new LinkHour(link, hour)));
        counts.add(link, hour, 1 + i);
        model.merge(new LinkHour(link, hour), 1L + i, Long::sum);
      }
      assertThat(inOrderOfArrival()).as("seed " + seed).isEqualTo(List.copyOf(model.entrySet()));
      for (int link = 0; link < links; link++) {
        int from = random.nextInt(hours) - 50;
        assertThat(hours(link(link), from)).isEqualTo(hours(model, link(link), from));
      }
    }
  }

  @Test
  void sorted_linksAndHours_areInTheOrderOfIdsThenOfHours() {
    LinkId small = new LinkId(new UUID(1, -1));
    LinkId middle = new LinkId(new UUID(-1, 1));
    LinkId large = new LinkId(new UUID(-1, -1));
    counts.add(large, 1, 1);
    counts.add(middle, 2, 1);
    counts.add(middle, -2, 1);
    counts.add(small, 7, 1);

    assertThat(counts.sorted()).containsExactly(3, 2, 1, 0);
  }

  @Test
  void add_yearsOfHoursOfALink_findsEach() {
    int years = 30_000;
    for (int hour = 0; hour < years; hour++) {
      counts.add(new VisitTally(link(1), Instant.EPOCH.plusSeconds(hour * 3_600L), 1 + hour));
    }

    assertThat(counts.size()).isEqualTo(years);
    assertThat(hours(link(1), years - 2))
        .isEqualTo(Map.of(years - 2, years - 1L, years - 1, (long) years));
    assertThat(hours(link(2), 0)).isEmpty();
  }

  private List<Map.Entry<LinkHour, Long>> inOrderOfArrival() {
    List<Map.Entry<LinkHour, Long>> all = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      all.add(Map.entry(new LinkHour(counts.link(i), counts.hour(i)), counts.visits(i)));
    }
    return all;
  }

  private Map<Integer, Long> hours(LinkId link, int from) {
    Map<Integer, Long> hours = new TreeMap<>();
    counts.forEach(
        link, from, (hour, visits) -> assertThat(hours.put(hour, visits)).isNull());
    return hours;
  }

  private static Map<Integer, Long> hours(Map<LinkHour, Long> model, LinkId link, int from) {
    Map<Integer, Long> hours = new TreeMap<>();
    model.forEach((key, visits) -> {
      if (key.link.equals(link) && key.hour >= from) {
        hours.put(key.hour, visits);
      }
    });
    return hours;
  }

  private static LinkId link(long number) {
    return new LinkId(new UUID(number * 0x9E37_79B9L, number));
  }
}
