package dev.terse.store.redis.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.LocalServer;
import dev.terse.testbed.RedisServer;
import dev.terse.testbed.proxy.Fault;
import dev.terse.testbed.proxy.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server that dies, hangs or is not there. */
@Tag("slow")
class RedisOutageTest {
  /** 5 s are promised, on a machine that is not busy. */
  private static final Duration RECOVERY = Duration.ofSeconds(20);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two seconds for the call, two for reading its outcome back, and what a busy machine adds. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  /** A call that waited for the end of a fault so long would be found out. */
  private static final Duration FAULT = Duration.ofSeconds(15);

  /** A thousand calls that are refused at once; one that is not waits two seconds. */
  private static final Duration AT_ONCE = Duration.ofSeconds(20);

  private final Samples samples = new Samples(new Random(5));

  @TempDir
  Path directory;

  @Test
  void kill_whenEachWriteIsSynced_losesNothingAcknowledged() throws Exception {
    assertThat(lostByKills(RedisServer.durable(directory))).isZero();
  }

  /** That the case above can fail: with nothing on disk, all is lost. */
  @Test
  void kill_whenNothingIsOnDisk_losesLinks() throws Exception {
    assertThat(lostByKills(RedisServer.start(directory))).isPositive();
  }

  private long lostByKills(RedisServer server) throws Exception {
    try (server;
        Store store = open(server);
        Writer writer = new Writer(store)) {
      for (int i = 0; i < 3; i++) {
        writer.awaitLinks(200, PATIENCE);
        server.process().kill();
        Thread.sleep(300);
        server.restart();
        assertThat(writer.awaitLinks(1, PATIENCE)).isLessThan(RECOVERY);
      }
      List<Link> links = writer.acknowledged();
      return links.stream()
          .filter(link -> !link.equals(store.links().find(link.key())))
          .count();
    }
  }

  @Test
  void suspend_costsBoundedWaits_andEndsSoonAfter() throws Exception {
    try (RedisServer server = RedisServer.start(directory);
        Store store = open(server);
        Writer writer = new Writer(store)) {
      writer.awaitLinks(100, PATIENCE);
      server.process().suspend();
      Thread.sleep(FAULT);
      int refused = writer.refused();
      server.process().resume();

      Duration recovery = writer.awaitLinks(100, PATIENCE);

      System.out.println("suspended: longest call " + writer.longest() + ", recovery " + recovery);
      assertThat(refused).isPositive();
      assertThat(recovery).isLessThan(RECOVERY);
      assertThat(writer.longest()).isLessThan(LONGEST_CALL);
      for (Link link : writer.acknowledged()) {
        assertThat(store.links().find(link.key())).isEqualTo(link);
      }
    }
  }

  @Test
  void kill_refusesAtOnce_untilTheServerIsBack() throws Exception {
    try (RedisServer server = RedisServer.durable(directory);
        Store store = open(server)) {
      Link link = samples.link("abc");
      store.links().create(link, Reuse.NEVER);
      server.process().kill();
      Thread.sleep(200);

      long start = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> store.links().find(link.key()))
            .returns(Reason.UNAVAILABLE, StoreException::reason);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);

      server.restart();
      awaitAnswer(store);
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
  }

  @Test
  void onChange_afterARestart_hearsAgain() throws Exception {
    try (RedisServer server = RedisServer.durable(directory);
        Store teller = open(server);
        Store hearer = open(server)) {
      BlockingQueue<LinkKey> heard = new LinkedBlockingQueue<>();
      hearer.onChange(heard::add);
      server.process().kill();
      server.restart();
      awaitAnswer(teller);

      assertHears(heard, teller);
    }
  }

  @Test
  void open_whenNobodyListens_saysUnavailable() {
    StoreUrl url = StoreUrl.parse("redis://127.0.0.1:" + LocalServer.freePort());

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(url::open)
        .returns(Reason.UNAVAILABLE, StoreException::reason)
        .withMessageContaining("refused");
  }

  @Test
  void blackHole_costsBoundedWaits_andEndsSoonAfter() throws Exception {
    try (RedisServer server = RedisServer.start(directory);
        FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
        Store store = StoreUrl.parse("redis://127.0.0.1:" + proxy.port()).open();
        Store teller = open(server);
        Writer writer = new Writer(store)) {
      BlockingQueue<LinkKey> heard = new LinkedBlockingQueue<>();
      store.onChange(heard::add);
      writer.awaitLinks(100, PATIENCE);
      proxy.set(new Fault.BlackHole());
      Thread.sleep(FAULT);
      int refused = writer.refused();
      proxy.set(new Fault.Pass());

      Duration recovery = writer.awaitLinks(10, PATIENCE);

      System.out.println("black hole: longest call " + writer.longest() + ", recovery " + recovery);
      assertThat(refused).isPositive();
      assertThat(recovery).isLessThan(RECOVERY);
      assertThat(writer.longest()).isLessThan(LONGEST_CALL);
      assertThat(proxy.connections()).isLessThan(20);
      assertHears(heard, teller);
    }
  }

  @Test
  void open_inABlackHole_givesUpSoon() {
    try (RedisServer server = RedisServer.start(directory);
        FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port())) {
      proxy.set(new Fault.BlackHole());
      StoreUrl url = StoreUrl.parse("redis://127.0.0.1:" + proxy.port());
      long start = System.nanoTime();

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(url::open)
          .returns(Reason.UNAVAILABLE, StoreException::reason);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST_CALL);
    }
  }

  @Test
  void addVisits_throughAnOutage_countsEachOnce() throws Exception {
    try (RedisServer server = RedisServer.durable(directory);
        Store store = open(server)) {
      List<LinkId> links = List.of(samples.id(), samples.id(), samples.id());
      List<VisitTally> batch =
          links.stream().map(link -> new VisitTally(link, Instant.EPOCH, 1)).toList();
      int added = 0;
      for (int round = 0; round < 3; round++) {
        server.process().suspend();
        Thread wake = Thread.ofVirtual().start(() -> {
          pause(2_600);
          server.process().resume();
        });
        for (int i = 0; i < 40; i++) {
          try {
            store.visits().add(batch);
            added++;
          } catch (StoreException _) {
            pause(100);
          }
        }
        wake.join();
      }
      awaitAnswer(store);
      store.visits().add(batch);
      added++;

      Map<LinkId, Long> totals = store.visits().totals(links);
      assertThat(totals.values()).containsOnly((long) added);
    }
  }

  /** Waits until what {@code teller} makes is heard. */
  private void assertHears(BlockingQueue<LinkKey> heard, Store teller) throws Exception {
    boolean again = false;
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    for (int i = 0; !again && System.nanoTime() < deadline; i++) {
      Link link = samples.link("heard" + i);
      teller.links().create(link, Reuse.NEVER);
      LinkKey key = heard.poll(100, TimeUnit.MILLISECONDS);
      while (key != null && !again) {
        again = key.equals(link.key());
        key = heard.poll();
      }
    }
    assertThat(again).isTrue();
  }

  private static Store open(RedisServer server) {
    return StoreUrl.parse(server.url()).open();
  }

  private static void awaitAnswer(Store store) {
    long deadline = System.nanoTime() + RECOVERY.toNanos();
    while (true) {
      try {
        store.check();
        return;
      } catch (StoreException e) {
        assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
        pause(20);
      }
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
