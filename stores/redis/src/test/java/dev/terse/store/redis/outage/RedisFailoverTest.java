package dev.terse.store.redis.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.RedisCluster;
import dev.terse.testbed.RedisSentinel;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master that dies or hangs while its replica lives. */
@Tag("slow")
class RedisFailoverTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * The servers notice after two or three seconds, elect, and the client asks again. A sentinel
   * that stood still itself does nothing for half a minute.
   */
  private static final Duration FAILOVER = Duration.ofMinutes(2);

  @TempDir
  Path directory;

  @Test
  void sentinel_masterKilled_goesOnWithTheReplica() throws Exception {
    try (RedisSentinel redis = RedisSentinel.start(directory);
        Store store = StoreUrl.parse(redis.url()).open();
        Writer writer = new Writer(store)) {
      writer.awaitLinks(200, PATIENCE);
      List<Link> replicated = writer.acknowledged();
      redis.master().awaitReplicated();
      redis.master().process().kill();
      List<Link> before = writer.acknowledged();

      Duration pause = writer.awaitLinks(100, PATIENCE);

      System.out.println("sentinel, master killed: " + pause + ", lost " + lost(store, before));
      assertThat(pause).isLessThan(FAILOVER);
      assertThat(lost(store, replicated)).isZero();
      assertNoneWrong(store, writer.acknowledged());
    }
  }

  @Test
  void sentinel_masterHangs_goesOnWithTheReplica() throws Exception {
    try (RedisSentinel redis = RedisSentinel.start(directory);
        Store store = StoreUrl.parse(redis.url()).open();
        Writer writer = new Writer(store)) {
      writer.awaitLinks(200, PATIENCE);
      redis.master().process().suspend();

      Duration pause = writer.awaitLinks(100, PATIENCE);
      redis.master().process().resume();
      writer.awaitLinks(100, PATIENCE);

      System.out.println("sentinel, master hangs: " + pause);
      assertThat(pause).isLessThan(FAILOVER);
      assertNoneWrong(store, writer.acknowledged());
    }
  }

  @Test
  void cluster_masterKilled_goesOnWithItsReplica() throws Exception {
    try (RedisCluster redis = RedisCluster.start(directory);
        Store store = StoreUrl.parse(redis.url()).open();
        Store hearer = StoreUrl.parse(redis.url()).open();
        Writer writer = new Writer(store)) {
      BlockingQueue<LinkKey> heard = new LinkedBlockingQueue<>();
      hearer.onChange(heard::add);
      writer.awaitLinks(300, PATIENCE);
      assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
      List<Link> replicated = writer.acknowledged();
      redis.masters().forEach(RedisServer::awaitReplicated);
      redis.masters().getFirst().process().kill();
      List<Link> before = writer.acknowledged();
      long start = System.nanoTime();

      redis.awaitOk();
      while (lostOrRefused(store, before)) {
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAILOVER);
        Thread.sleep(50);
      }
      Duration pause = Duration.ofNanos(System.nanoTime() - start);
      writer.awaitLinks(300, PATIENCE);

      System.out.println("cluster, master killed: " + pause + ", lost " + lost(store, before));
      assertThat(pause).isLessThan(FAILOVER);
      assertThat(lost(store, replicated)).isZero();
      assertNoneWrong(store, writer.acknowledged());
      heard.clear();
      assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }
  }

  /** Whether some bucket does not answer yet. */
  private static boolean lostOrRefused(Store store, List<Link> links) {
    try {
      lost(store, links);
      Link probe = new Samples(new Random()).link("probe" + System.nanoTime());
      store.links().create(probe, Reuse.NEVER);
      return false;
    } catch (StoreException _) {
      return true;
    }
  }

  private static long lost(Store store, List<Link> links) {
    return links.stream().filter(link -> store.links().find(link.key()) == null).count();
  }

  private static void assertNoneWrong(Store store, List<Link> links) {
    for (Link link : links) {
      Link found = store.links().find(link.key());
      assertThat(found == null || found.equals(link)).as("%s", found).isTrue();
    }
  }
}
