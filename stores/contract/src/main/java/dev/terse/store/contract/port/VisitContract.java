package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link dev.terse.core.store.VisitStore} promises. */
public abstract class VisitContract extends Contract {
  private static final Instant HOUR = Instant.parse("2026-03-04T05:00:00Z");

  @Test
  final void totals_neverFollowed_isZero() {
    LinkId link = samples.id();

    assertThat(store.visits().totals(List.of(link))).isEqualTo(Map.of(link, 0L));
    assertThat(store.visits().totals(List.of())).isEmpty();
  }

  @Test
  final void add_sameLinkAndHour_addsUp() {
    LinkId link = samples.id();
    VisitTally three = new VisitTally(link, HOUR, 3);
    store.visits().add(List.of(three, three));
    store.visits().add(List.of(new VisitTally(link, HOUR, 1)));

    assertThat(total(link)).isEqualTo(7);
    reopen();
    assertThat(total(link)).isEqualTo(7);
  }

  @Test
  final void add_severalLinksAndHours_keepsThemApart() {
    LinkId first = samples.id();
    LinkId second = samples.id();
    store
        .visits()
        .add(List.of(
            new VisitTally(first, HOUR, 1),
            new VisitTally(first, HOUR.plus(1, ChronoUnit.HOURS), 10),
            new VisitTally(first, HOUR.minus(400, ChronoUnit.DAYS), 100),
            new VisitTally(second, HOUR, 5_000_000_000L)));

    assertThat(store.visits().totals(List.of(second, first)))
        .isEqualTo(Map.of(first, 111L, second, 5_000_000_000L));
  }

  @Test
  final void add_nothing_changesNothing() {
    LinkId link = samples.id();
    store.visits().add(List.of());

    assertThat(total(link)).isZero();
  }

  @Test
  final void add_moreThanOneBatch_isOneStep() {
    LinkId link = samples.id();
    List<VisitTally> many = IntStream.range(0, 10_000)
        .mapToObj(i -> new VisitTally(link, HOUR.plus(i % 100, ChronoUnit.HOURS), 1))
        .toList();
    store.visits().add(many);

    assertThat(total(link)).isEqualTo(10_000);
  }

  private long total(LinkId link) {
    return store.visits().totals(List.of(link)).getOrDefault(link, -1L);
  }
}
