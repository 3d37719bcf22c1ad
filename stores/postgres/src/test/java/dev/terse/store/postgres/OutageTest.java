package dev.terse.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies, hangs, comes back; calls fail in time, and succeed again soon. */
@Tag("slow")
class OutageTest {
  /** A connection to wait for, a statement to give up, and what a busy machine adds. */
  private static final Duration BOUND = Duration.ofSeconds(12);

  /** 5 s are promised, on a machine that is not busy. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  /** In this time a pool has made what connections it wants. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ENOUGH = 20;
  private static final int POOL = 4;

  private final Samples samples = new Samples(new Random(3));

  @TempDir
  Path directory;

  private PostgresServer server;
  private Store store;

  @BeforeEach
  void begin() {
    server = PostgresServer.start(directory);
    store = open();
  }

  @AfterEach
  void end() {
    store.close();
    server.close();
  }

  @Test
  void killed_andRestarted_losesNothingAndRecovers() {
    List<Link> acknowledged = Collections.synchronizedList(new ArrayList<>());
    for (int round = 0; round < 3; round++) {
      String prefix = "round" + round + "-";
      int enough = acknowledged.size() + ENOUGH;
      AtomicBoolean dead = new AtomicBoolean();
      Race.run(9, runner -> {
        if (runner == 0) {
          try {
            rest(Duration.ofMillis(300));
            await(() -> acknowledged.size() >= enough);
            server.kill();
          } finally {
            dead.set(true);
          }
          return true;
        }
        for (int n = 0; !dead.get(); n++) {
          Link link = samples.link(prefix + runner + "-" + n);
          try {
            store.links().create(link, Reuse.EXISTING);
            acknowledged.add(link);
          } catch (StoreException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
          }
        }
        return true;
      });
      assertFailsInTime();
      server.restart();
      assertRecovers();
    }

    assertThat(acknowledged).isNotEmpty().allMatch(link -> link.equals(find(link.key())));
  }

  @Test
  void suspended_andResumed_answersInTimeAndRecovers() {
    Link link = create("before");
    server.suspend();

    Race.run(8, _ -> {
      assertFailsInTime();
      return true;
    });

    server.resume();
    assertRecovers();
    assertThat(find(link.key())).isEqualTo(link);
    rest(SETTLING);
    await(() -> connections() <= POOL + 1);
  }

  @Test
  void open_ofAServerThatIsAway_failsInTime() {
    server.kill();
    assertOpenFailsInTime("see whether the server runs");

    server.restart();
    server.suspend();
    assertOpenFailsInTime("");
    server.resume();
  }

  @Test
  void cutConnections_onceTheListenersIsBack_otherNodesAreHeard() throws Exception {
    BlockingQueue<LinkKey> heard = new LinkedBlockingQueue<>();
    try (Store other = open()) {
      other.onChange(heard::add);
      server.execute(
          "postgres",
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'terse'");
      assertRecovers();
      long end = System.nanoTime() + RECOVERY.toNanos();
      LinkKey last = null;
      for (int n = 0; last == null && System.nanoTime() < end; n++) {
        try {
          create("after" + n);
        } catch (StoreException _) {
          // A connection of the pool's that was cut as well.
        }
        last = heard.poll(100, TimeUnit.MILLISECONDS);
      }
      assertThat(last).isNotNull();
    }
  }

  @Test
  void lostReplies_neverMakeACreationUncertain_whileTheServerLives() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<Link> certain = Collections.synchronizedList(new ArrayList<>());
    List<Link> refused = Collections.synchronizedList(new ArrayList<>());
    Race.run(5, runner -> {
      if (runner == 0) {
        try {
          for (int n = 0; n < 40; n++) {
            rest(Duration.ofMillis(50));
            server.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name = 'terse'");
          }
        } finally {
          done.set(true);
        }
        return true;
      }
      for (int n = 0; !done.get(); n++) {
        Link link = samples.link("c" + runner + "-" + n);
        try {
          if (store.links().create(link, Reuse.NEVER) instanceof Creation.Created) {
            certain.add(link);
          } else {
            throw new AssertionError("the code was free");
          }
        } catch (StoreException e) {
          if (!String.valueOf(e.getMessage()).contains("unknown")) {
            refused.add(link);
          }
        }
      }
      return true;
    });

    assertRecovers();
    assertThat(certain).isNotEmpty().allMatch(link -> link.equals(find(link.key())));
    assertThat(refused).allMatch(link -> find(link.key()) == null);
  }

  private Store open() {
    return StoreUrl.parse(server.url() + "?pool=" + POOL).open();
  }

  private Link create(String code) {
    Link link = samples.link(code);
    store.links().create(link, Reuse.NEVER);
    return link;
  }

  private @Nullable Link find(LinkKey key) {
    return store.links().find(key);
  }

  private void assertFailsInTime() {
    long began = System.nanoTime();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.links().find(samples.link("abc").key()))
        .returns(Reason.UNAVAILABLE, StoreException::reason);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.check())
        .returns(Reason.UNAVAILABLE, StoreException::reason);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND.multipliedBy(2));
  }

  private void assertOpenFailsInTime(String said) {
    long began = System.nanoTime();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::open)
        .withMessageContaining(said)
        .returns(Reason.UNAVAILABLE, StoreException::reason);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BOUND);
  }

  private void assertRecovers() {
    long end = System.nanoTime() + RECOVERY.toNanos();
    while (true) {
      try {
        store.check();
        return;
      } catch (StoreException e) {
        if (System.nanoTime() > end) {
          throw new AssertionError("no call succeeds after " + RECOVERY, e);
        }
      }
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      rest(Duration.ofMillis(10));
    }
  }

  private int connections() {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'terse'")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
