package dev.terse.store.contract.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

  @Test
  final void hours_ofALink_areItsOwnOldestFirst() {
    LinkId link = samples.id();
    LinkId other = samples.id();
    VisitTally late = new VisitTally(link, HOUR.plus(20, ChronoUnit.DAYS), 5_000_000_000L);
    VisitTally early = new VisitTally(link, HOUR.minus(400, ChronoUnit.DAYS), 2);
    VisitTally now = new VisitTally(link, HOUR, 3);
    store.visits().add(List.of(late, early, now, new VisitTally(other, HOUR, 7)));
    store.visits().add(List.of(now));

    VisitTally twice = new VisitTally(link, HOUR, 6);
    assertThat(hours(link, Instant.EPOCH, VisitStore.MAX_HOURS))
        .containsExactly(early, twice, late);
    assertThat(hours(samples.id(), Instant.EPOCH, VisitStore.MAX_HOURS)).isEmpty();
    reopen();
    assertThat(hours(link, Instant.EPOCH, VisitStore.MAX_HOURS))
        .containsExactly(early, twice, late);
  }

  @Test
  final void hours_inPages_areWhatWasAdded() {
    LinkId link = samples.id();
    List<VisitTally> added = IntStream.range(0, 2_500)
        .mapToObj(i -> new VisitTally(link, HOUR.plus(i * 3L, ChronoUnit.HOURS), 1 + i))
        .toList();
    store.visits().add(added);

    List<VisitTally> read = new ArrayList<>();
    Instant from = Instant.EPOCH;
    List<VisitTally> page = hours(link, from, 700);
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(700);
      read.addAll(page);
      page = hours(link, page.getLast().hour().plus(1, ChronoUnit.HOURS), 700);
    }
    assertThat(read).isEqualTo(added);
    assertThat(hours(link, added.get(7).hour(), 1)).containsExactly(added.get(7));
  }

  private List<VisitTally> hours(LinkId link, Instant from, int limit) {
    return store.visits().hours(link, from, limit);
  }

  private long total(LinkId link) {
    return store.visits().totals(List.of(link)).getOrDefault(link, -1L);
  }
}
