package dev.terse.store.rocksdb.visits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitCounts;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Race;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.record.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Visits are counted once, wherever between journal and counters a crash finds them. */
class VisitJournalTest {
  private static final FoldLimits NEVER = new FoldLimits(1_000, 1_000_000, 1_000_000, 1);
  private static final FoldLimits SOON = new FoldLimits(3, 1_000, 1_000, 2);
  private static final Instant HOUR = Instant.EPOCH;
  private static final LinkId LINK = CountBook.link(1);

  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"3, 1000, 1000, 2", "1000, 20, 1000, 1", "1000, 1000, 30, 5", "1, 1, 1, 100"})
  void add_killedAfterAnyBatch_isCountedOnce(int records, int written, int tallies, int share)
      throws IOException {
    FoldLimits limits = new FoldLimits(records, written, tallies, share);
    long seed = new Random().nextLong();
    System.out.println("visits and kills with seed " + seed);
    Random random = new Random(seed);
    CountBook book = new CountBook(random);
    Path live = directory.resolve("live");
    for (int kill = 0; kill < 15; kill++) {
      try (OpenVisits store = OpenVisits.in(live, limits)) {
        book.check(store.visits());
        for (int adds = random.nextInt(7); adds > 0; adds--) {
          store.visits().add(book.next());
          book.check(store.visits());
        }
        live = store.killed(directory);
      }
    }
  }

  @Test
  void settle_always_leavesAnEmptyJournal() {
    CountBook book = new CountBook(new Random(1));
    try (OpenVisits store = OpenVisits.in(directory, SOON)) {
      for (int adds = 0; adds < 8; adds++) {
        store.visits().add(book.next());
      }
      assertThat(store.journaled()).isPositive();

      store.visits().settle();

      assertThat(store.journaled()).isZero();
      book.check(store.visits());
      store.visits().add(book.next());
    }
    try (OpenVisits store = OpenVisits.in(directory, SOON)) {
      assertThat(store.journaled()).isEqualTo(1);
      book.check(store.visits());
    }
  }

  @Test
  void add_muchMoreThanTheLimits_keepsTheJournalShort() {
    Random random = new Random(1);
    CountBook book = new CountBook(random);
    try (OpenVisits store = OpenVisits.in(directory, SOON)) {
      for (int adds = 0; adds < 200; adds++) {
        store.visits().add(book.next());
        assertThat(store.journaled()).isLessThan(50);
      }
      book.check(store.visits());
    }
  }

  @Test
  void check_aFoldInTwoBatches_findsWhatIsCountedTwiceOrLost() throws IOException {
    CountBook book = new CountBook(new Random(1));
    List<VisitTally> tallies = book.next();
    List<Path> copies = new ArrayList<>();
    try (OpenVisits store = OpenVisits.in(directory.resolve("live"), NEVER)) {
      store.visits().add(tallies);
      store.commit(batch -> {
        for (VisitTally tally : tallies) {
          batch.addVisits(tally.link().bytes(), tally.visits());
          batch.addVisits(Keys.hour(tally.link(), VisitCounts.hour(tally.hour())), tally.visits());
        }
        return batch;
      });
      copies.add(store.killed(directory));
    }
    try (OpenVisits store = OpenVisits.in(directory.resolve("other"), NEVER)) {
      store.visits().add(tallies);
      store.commit(batch -> {
        batch.deleteUpTo(Column.JOURNAL, Long.MAX_VALUE - 1);
        return batch;
      });
      copies.add(store.killed(directory));
    }
    for (Path copy : copies) {
      try (OpenVisits store = OpenVisits.in(copy, NEVER)) {
        assertThatExceptionOfType(AssertionError.class)
            .as(copy.toString())
            .isThrownBy(() -> book.check(store.visits()));
      }
    }
  }

  @Test
  void totals_whileOthersAddAndFold_areNeitherTooFewNorTooMany() {
    AtomicLong begun = new AtomicLong();
    AtomicLong added = new AtomicLong();
    try (OpenVisits store = OpenVisits.in(directory, new FoldLimits(2, 100, 100, 1))) {
      VisitStore visits = store.visits();
      Race.run(8, i -> {
        for (int n = 0; n < 150; n++) {
          if (i < 5) {
            begun.incrementAndGet();
            visits.add(List.of(hour(n, 1), new VisitTally(CountBook.link(20 + i), HOUR, 1)));
            added.incrementAndGet();
          } else {
            long least = added.get();
            long total = n % 2 == 0 ? total(visits) : sumOfHours(visits);
            assertThat(total).isBetween(least, begun.get());
          }
        }
        return i;
      });
      assertThat(total(visits)).isEqualTo(added.get());
      assertThat(sumOfHours(visits)).isEqualTo(added.get());
    }
  }

  @Test
  void open_aDamagedRecord_isCorrupt() {
    try (OpenVisits store = OpenVisits.in(directory, NEVER)) {
      store.visits().add(List.of(hour(3, 4)));
      store.commit(batch -> {
        byte[] record = JournalRecord.encode(List.of(hour(3, 4)), Keys.number(2));
        batch.put(Column.JOURNAL, Keys.number(3), record);
        return batch;
      });
    }
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> OpenVisits.in(directory, NEVER))
        .returns(Reason.CORRUPT, StoreException::reason);
  }

  private static long total(VisitStore visits) {
    return visits.totals(List.of(LINK, CountBook.link(20))).getOrDefault(LINK, 0L);
  }

  private static long sumOfHours(VisitStore visits) {
    return visits.hours(LINK, Instant.EPOCH, VisitStore.MAX_HOURS).stream()
        .mapToLong(VisitTally::visits)
        .sum();
  }

  private static VisitTally hour(int hour, long visits) {
    return new VisitTally(LINK, Instant.ofEpochSecond(hour * 3_600L), visits);
  }
}
