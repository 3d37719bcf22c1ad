package dev.terse.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.Visit;
import dev.terse.core.visit.VisitTally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VisitRecorderTest {
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long HOUR = 3_600_000;

  private final MemoryVisits store = new MemoryVisits();

  @Test
  void accept_visits_areAddedUpByLinkAndHour() {
    try (VisitRecorder recorder = VisitRecorder.start(store, Duration.ofHours(1), LIMIT)) {
      recorder.accept(new Visit(link(1), 5));
      recorder.accept(new Visit(link(1), HOUR - 1));
      recorder.accept(new Visit(link(1), HOUR));
      recorder.accept(new Visit(link(2), 7));
    }
    assertThat(store.batches)
        .containsExactly(List.of(
            new VisitTally(link(1), Instant.EPOCH, 2),
            new VisitTally(link(1), Instant.ofEpochMilli(HOUR), 1),
            new VisitTally(link(2), Instant.EPOCH, 1)));
  }

  @Test
  void accept_recorderOpen_isStoredSoon() throws InterruptedException {
    try (VisitRecorder recorder = VisitRecorder.start(store, SOON, LIMIT)) {
      recorder.accept(new Visit(link(1), 5));
      awaitStored(recorder, 1);
      assertThat(store.total(link(1))).isEqualTo(1);
      assertThat(recorder.queued()).isZero();
    }
  }

  @Test
  void accept_storeFails_offersTheSameBatchAgainAndCountsOnce() throws InterruptedException {
    store.failing = true;
    try (VisitRecorder recorder = VisitRecorder.start(store, SOON, LIMIT)) {
      recorder.accept(new Visit(link(1), 5));
      store.awaitRefused(2);
      recorder.accept(new Visit(link(1), 6));
      store.awaitRefused(4);
      assertThat(recorder.stored()).isZero();
      assertThat(recorder.queued()).isPositive();
      store.failing = false;
      awaitStored(recorder, 2);
    }
    assertThat(store.refused).allMatch(batch -> batch.equals(store.refused.getFirst()));
    assertThat(store.batches.getFirst()).isEqualTo(store.refused.getFirst());
    assertThat(store.total(link(1))).isEqualTo(2);
  }

  @Test
  void close_storeNeverTakesThem_dropsAndCountsWithinTheLimit() throws InterruptedException {
    store.failing = true;
    VisitRecorder recorder = VisitRecorder.start(store, SOON, Duration.ofMillis(100));
    recorder.accept(new Visit(link(1), 5));
    recorder.accept(new Visit(link(2), 5));
    recorder.close();
    recorder.close();
    awaitDropped(recorder, 2);
    assertThat(recorder.dropped()).isEqualTo(2);
    assertThat(recorder.stored()).isZero();
  }

  @Test
  void accept_closed_isDroppedAndCounted() {
    VisitRecorder recorder = VisitRecorder.start(store, SOON, LIMIT);
    recorder.close();
    recorder.accept(new Visit(link(1), 5));
    assertThat(recorder.dropped()).isEqualTo(1);
    assertThat(store.batches).isEmpty();
  }

  @Test
  void accept_manyThreadsWhileClosing_eachVisitIsStoredOrCounted() throws Exception {
    VisitRecorder recorder = VisitRecorder.start(store, SOON, LIMIT);
    int threads = 8;
    int each = 100_000;
    CountDownLatch halfWay = new CountDownLatch(threads);
    List<Thread> producers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int link = i % 3;
      producers.add(Thread.ofPlatform().start(() -> {
        for (int visit = 0; visit < each; visit++) {
          recorder.accept(new Visit(link(link), visit));
          if (visit == each / 2) {
            halfWay.countDown();
          }
        }
      }));
    }
    halfWay.await();
    recorder.close();
    for (Thread producer : producers) {
      producer.join();
    }
    long stored = store.total(link(0)) + store.total(link(1)) + store.total(link(2));
    assertThat(stored).isEqualTo(recorder.stored()).isPositive();
    assertThat(stored + recorder.dropped()).isEqualTo((long) threads * each);
  }

  @Test
  void take_moreTalliesThanALimit_leavesTheYoungerOnes() {
    Tallies tallies = new Tallies();
    for (int i = 0; i < 5; i++) {
      tallies.add(new Visit(link(i), 0));
      tallies.add(new Visit(link(i), 1));
    }
    assertThat(tallies.take(3))
        .extracting(VisitTally::link)
        .containsExactly(link(0), link(1), link(2));
    assertThat(tallies.visits()).isEqualTo(4);
    assertThat(tallies.take(3)).hasSize(2);
    assertThat(tallies.take(3)).isEmpty();
  }

  @Test
  void add_tooManyTallies_refusesNewOnesOnly() {
    Tallies tallies = new Tallies();
    for (int i = 0; i < Tallies.MAX; i++) {
      assertThat(tallies.add(new Visit(link(i), 0))).isTrue();
    }
    assertThat(tallies.add(new Visit(link(Tallies.MAX), 0))).isFalse();
    assertThat(tallies.add(new Visit(link(7), 0))).isTrue();
    assertThat(tallies.visits()).isEqualTo(Tallies.MAX + 1);
  }

  private static void awaitStored(VisitRecorder recorder, long visits) throws InterruptedException {
    while (recorder.stored() < visits) {
      Thread.sleep(5);
    }
  }

  /** A thread that comes late on a busy machine counts when close has given up waiting for it. */
  private static void awaitDropped(VisitRecorder recorder, long visits)
      throws InterruptedException {
    while (recorder.dropped() < visits) {
      Thread.sleep(5);
    }
  }

  private static LinkId link(long number) {
    return new LinkId(new UUID(0x7000, number));
  }

  private static final class MemoryVisits implements VisitStore {
    private final List<List<VisitTally>> batches = new ArrayList<>();
    private final List<List<VisitTally>> refused = new ArrayList<>();
    private final Map<LinkId, Long> totals = new HashMap<>();
    private volatile boolean failing;

    @Override
    public synchronized void add(List<VisitTally> tallies) {
      if (failing) {
        refused.add(tallies);
        notifyAll();
        throw new StoreException(StoreException.Reason.UNAVAILABLE, "visits.add", "is failing");
      }
      batches.add(tallies);
      tallies.forEach(tally -> totals.merge(tally.link(), tally.visits(), Long::sum));
    }

    @Override
    public Map<LinkId, Long> totals(Collection<LinkId> links) {
      throw new UnsupportedOperationException("a recorder only adds");
    }

    @Override
    public List<VisitTally> hours(LinkId link, Instant from, int limit) {
      throw new UnsupportedOperationException("a recorder only adds");
    }

    synchronized long total(LinkId link) {
      return totals.getOrDefault(link, 0L);
    }

    synchronized void awaitRefused(int times) throws InterruptedException {
      while (refused.size() < times) {
        wait();
      }
    }
  }
}
