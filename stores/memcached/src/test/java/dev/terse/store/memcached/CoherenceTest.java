package dev.terse.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.TieredStore;
import dev.terse.testbed.MemcachedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read on one node after a change on another, under load: at once while memcached can be
 * reached, within a second or two whatever happens to it. The checker proves itself on tiers that
 * lack one half of the protocol.
 */
@Tag("slow")
class CoherenceTest {
  private static final int NODES = 3;
  private static final Duration AT_ONCE = Duration.ZERO;

  /** A node that stood still for so long asks the store. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private final long seed = new Random().nextLong();
  private final List<TieredStore> nodes = new ArrayList<>();
  private MemcachedServer memcached;
  private Store store;
  private SharedView view;

  @TempDir
  Path directory;

  @BeforeEach
  void start() {
    memcached = MemcachedServer.start(directory);
    store = StoreUrl.parse("rocksdb:" + directory.resolve("store")).open();
    view = new SharedView(store, CoherenceTest::dawdle);
  }

  @AfterEach
  void stop() {
    nodes.forEach(TieredStore::close);
    store.close();
    memcached.close();
  }

  @Test
  void reads_whileMemcachedAnswers_areNeverOld() throws Exception {
    open(Tiers::patientCache, way -> way);

    assertFresh(AT_ONCE, Duration.ofSeconds(8));

    assertThat(nodes.getFirst().counts().hits()).isPositive();
    assertThat(nodes.getFirst().counts().epochs()).isZero();
  }

  @Test
  void reads_withoutMarks_areFoundToBeOld() throws Exception {
    open(ForwardingCache.WithoutMarks::new);

    assertThat(new Traffic(nodes, SOON).run(Duration.ofSeconds(20), seed)).isNotEmpty();
  }

  @Test
  void reads_withBlindFills_areFoundToBeOld() throws Exception {
    open(ForwardingCache.BlindFills::new);

    assertThat(new Traffic(nodes, AT_ONCE).run(Duration.ofSeconds(20), seed)).isNotEmpty();
  }

  @Test
  void reads_whileNodesAreCutOffFromMemcached_areOldForAMomentOnly() throws Exception {
    List<ForwardingCache.Cuttable> wires = new ArrayList<>();
    open(way -> {
      ForwardingCache.Cuttable wire = new ForwardingCache.Cuttable(way);
      wires.add(wire);
      return wire;
    });

    assertFreshWhile(random -> {
      ForwardingCache.Cuttable wire = wires.get(random.nextInt(NODES));
      wire.setCut(true);
      sleep(200 + random.nextInt(2_000));
      wire.setCut(false);
      sleep(random.nextInt(1_000));
    });
  }

  @Test
  void reads_whileMemcachedDiesAndHangs_areOldForAMomentOnly() throws Exception {
    open(way -> way);

    assertFreshWhile(random -> {
      if (random.nextBoolean()) {
        memcached.kill();
        sleep(random.nextInt(1_000));
        memcached.restart();
      } else {
        memcached.process().suspend();
        sleep(random.nextInt(1_500));
        memcached.process().resume();
      }
      sleep(1_500);
    });
  }

  /** Makes most reads quick, and some so slow that changes overtake them. */
  private static void dawdle() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    LockSupport.parkNanos(random.nextInt(random.nextInt(4) == 0 ? 200_000_000 : 1_000_000));
  }

  private void open(UnaryOperator<LinkCache> way) {
    open(Tiers::cache, way);
  }

  private void open(Function<MemcachedServer, LinkCache> caches, UnaryOperator<LinkCache> way) {
    for (int i = 0; i < NODES; i++) {
      LinkCache cache = new ForwardingCache.BriefMarks(caches.apply(memcached));
      nodes.add(Tiers.before(view, way.apply(cache)));
    }
  }

  private void assertFresh(Duration bound, Duration time) throws InterruptedException {
    Traffic traffic = new Traffic(nodes, bound);
    assertThat(traffic.run(time, seed)).as("seed %s: %s", seed, traffic).isEmpty();
  }

  /** Something that happens to the servers. */
  private interface Mishap {
    void happen(Random random) throws InterruptedException;
  }

  private void assertFreshWhile(Mishap mishap) throws InterruptedException {
    Random random = new Random(seed);
    Thread fate = new Thread(() -> {
      try {
        while (true) {
          mishap.happen(random);
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
    fate.start();
    try {
      assertFresh(SOON, Duration.ofSeconds(20));
    } finally {
      fate.interrupt();
      fate.join();
    }
  }

  private static void sleep(int millis) throws InterruptedException {
    Thread.sleep(millis);
  }
}
