package dev.terse.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits.Durability;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.CassandraRing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes with three copies of each row; each case leaves the ring whole. */
@Tag("slow")
class RingTest {
  private static final int TIMEOUT_MILLIS = 2_000;

  /** What a call may take beyond its timeouts on a busy machine. */
  private static final int SLACK_MILLIS = 5_000;

  /** Nodes look every 5 s how soon a table's reads are to be asked of another replica. */
  private static final int TABLES_SETTLE_MILLIS = 7_000;

  /** From a node's return until all is well: 5 s are promised, on a machine that is not busy. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  /** Within this, a service that goes on has gone on. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir
  static Path directory;

  private static CassandraRing ring;

  private final Samples samples = new Samples(new Random());

  @BeforeAll
  static void start() {
    ring = CassandraRing.start(directory);
  }

  @AfterAll
  static void end() {
    ring.close();
  }

  private static Store open() {
    return open(TIMEOUT_MILLIS);
  }

  /** What was acknowledged is looked for with patience: nodes that were away have much to do. */
  private static void check(Books books) {
    try (Store store = open(10 * TIMEOUT_MILLIS)) {
      books.check(store.links());
    }
  }

  private static Store open(int timeoutMillis) {
    return StoreUrl.parse("cassandra://" + ring.hosts() + "/ring?dc=datacenter1&replication=3"
            + "&connect-timeout=20s&timeout=" + timeoutMillis + "ms")
        .open();
  }

  @Test
  void nodeKilled_underLoad_losesNothingAndServiceGoesOn() throws InterruptedException {
    Books books = new Books("killed");
    try (Store store = open()) {
      assertThat(store.traits().durability()).isEqualTo(Durability.POWER_CUT);
      books.keep(store.links(), store.sequence(), () -> {
        pause(4_000);
        ring.node(1).server().kill();
        pause(4_000);
        awaitMore(books);
      });
      System.out.println("one node killed: " + books);
    }
    check(books);
    ring.node(1).restart();
    check(books);
  }

  /** Service goes on, however slowly. */
  private static void awaitMore(Books books) {
    int goal = books.acknowledged.get() + 20;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (books.acknowledged.get() < goal) {
      assertThat(System.nanoTime()).as("%s", books).isLessThan(deadline);
      pause(50);
    }
  }

  @Test
  void find_nodeStandsStill_anotherAnswers() {
    try (Store store = open()) {
      Link link = samples.link("late");
      store.links().create(link, Reuse.NEVER);
      pause(TABLES_SETTLE_MILLIS);
      ring.node(1).server().suspend();
      try {
        for (int i = 0; i < 30; i++) {
          assertThat(store.links().find(link.key())).isEqualTo(link);
        }
      } finally {
        ring.node(1).server().resume();
      }
    }
  }

  @Test
  void twoNodesKilled_nothingIsAcknowledged_untilTheyReturn() {
    try (Store store = open()) {
      Link before = samples.link("two-killed");
      store.links().create(before, Reuse.NEVER);
      Link during = samples.link("during");
      ring.node(1).server().kill();
      ring.node(2).server().kill();
      List<ThrowingCallable> calls = List.of(
          () -> store.links().find(before.key()),
          () -> store.links().create(during, Reuse.NEVER),
          () -> store.links().create(during, Reuse.EXISTING),
          () -> store.links().replace(samples.changed(before, "https://example.com/2", null)),
          () -> store.sequence().lease(1),
          () -> store.links().list(Query.newest(10)),
          store::check);
      for (ThrowingCallable call : calls) {
        long began = System.nanoTime();
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(call)
            .returns(Reason.UNAVAILABLE, StoreException::reason);
        assertThat((System.nanoTime() - began) / 1_000_000)
            .isLessThan(3 * TIMEOUT_MILLIS + SLACK_MILLIS);
      }

      ring.node(1).restart();
      Duration recovery = untilItAnswers(store);
      System.out.println(
          "two nodes killed, one returned: recovered in " + recovery.toMillis() + " ms");
      ring.node(2).restart();

      assertThat(recovery).isLessThan(RECOVERY);
      assertThat(eventually(() -> store.links().find(before.key()))).isEqualTo(before);
      assertThat(eventually(
              () -> store.links().create(samples.link("after-" + samples.id()), Reuse.NEVER)))
          .isInstanceOf(Creation.Created.class);
    }
  }

  @Test
  void transactions_whileCoordinatorsStandStill_areNeverGuessed() throws InterruptedException {
    Books books = new Books("still");
    try (Store store = open()) {
      books.keep(store.links(), store.sequence(), () -> {
        for (int round = 0; round < 6; round++) {
          pause(500);
          ring.node(round % 3).server().suspend();
          pause(2_500);
          ring.node(round % 3).server().resume();
        }
        pause(1_000);
      });
      System.out.println("coordinators suspended: " + books);
    }
    check(books);
    assertThat(books.longestMillis.get()).as("a call timed out").isGreaterThan(TIMEOUT_MILLIS);
    assertThat(books.longestMillis.get()).isLessThan(6 * TIMEOUT_MILLIS + SLACK_MILLIS);
  }

  private static Duration untilItAnswers(Store store) {
    long began = System.nanoTime();
    return eventually(() -> {
      store.check();
      return Duration.ofNanos(System.nanoTime() - began);
    });
  }

  /** What {@code call} yields once it does: nodes that have just started answer late. */
  private static <T extends @Nullable Object> T eventually(Supplier<T> call) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (StoreException e) {
        assertThat(e.reason()).as("%s", e).isEqualTo(Reason.UNAVAILABLE);
        assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
        pause(50);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
