package dev.terse.store.redis.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCacheException;
import dev.terse.core.tier.LinkCaches;
import dev.terse.store.redis.wire.RedisAddress;
import dev.terse.testbed.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RedisCacheTest {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Of calls in cases that ask what is right, on however busy a machine. */
  private static final Duration PATIENT_CALL = Duration.ofSeconds(3);

  private static final byte[] ONE = "one".getBytes(UTF_8);
  private static final byte[] TWO = "two".getBytes(UTF_8);

  @TempDir
  Path directory;

  private RedisServer server;
  private LinkCache cache;

  @BeforeEach
  void start() throws Exception {
    server = RedisServer.start(directory);
    cache = patient(server.url());
    awaitAnswer(cache);
  }

  /** The cache at {@code url}, with time enough for each call. */
  static LinkCache patient(String url) {
    return RedisCache.open(RedisAddress.parse(StoreUrl.parse(url)), url, PATIENT_CALL);
  }

  @AfterEach
  void stop() {
    cache.close();
    server.close();
  }

  @Test
  void add_whereSomethingIs_changesNothing() {
    assertThat(cache.get("key")).isNull();
    assertThat(cache.add("key", ONE, LIFE)).isTrue();
    assertThat(cache.add("key", TWO, LIFE)).isFalse();
    assertThat(cache.get("key")).isEqualTo(ONE);
  }

  @Test
  void replace_ofSomethingElse_changesNothing() {
    assertThat(cache.replace("key", ONE, TWO, LIFE)).isFalse();
    cache.set("key", ONE, LIFE);
    assertThat(cache.replace("key", TWO, TWO, LIFE)).isFalse();
    assertThat(cache.replace("key", ONE, TWO, LIFE)).isTrue();
    assertThat(cache.get("key")).isEqualTo(TWO);
  }

  @Test
  void set_forAWhile_isGoneAfterIt() throws Exception {
    cache.set("key", ONE, Duration.ofMillis(200));
    Thread.sleep(400);
    assertThat(cache.get("key")).isNull();
  }

  @Test
  void get_whereAListStands_isGarbageThatCanBeReplaced() {
    server.cli("rpush", "terse:key", "a", "b");

    byte[] garbage = Objects.requireNonNull(cache.get("key"));

    assertThat(garbage).isEmpty();
    assertThat(cache.replace("key", garbage, ONE, LIFE)).isTrue();
    assertThat(cache.get("key")).isEqualTo(ONE);
  }

  @Test
  void get_whileRedisHangs_failsAFewTimesSlowlyAndThenAtOnce() throws Exception {
    cache.set("key", ONE, LIFE);
    try (LinkCache asServed = LinkCaches.open(StoreUrl.parse(server.url()))) {
      awaitAnswer(asServed);
      server.process().suspend();
      for (int i = 0; i < 4; i++) {
        assertFails(asServed);
      }
      Duration quickest = Duration.ofDays(1);
      for (int i = 0; i < 10; i++) {
        long begin = System.nanoTime();
        assertFails(asServed);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        quickest = took.compareTo(quickest) < 0 ? took : quickest;
      }
      assertThat(quickest).isLessThan(Duration.ofMillis(50));

      server.process().resume();
      assertThat(awaitAnswer(asServed)).isEqualTo(ONE);
    }
  }

  @Test
  void open_whileRedisIsAway_worksOnceItIsThere() throws Exception {
    server.process().kill();
    try (LinkCache late = patient(server.url())) {
      assertFails(late);
      server.restart();
      awaitAnswer(late);
      assertThat(late.add("key", ONE, LIFE)).isTrue();
    }
  }

  @Test
  void open_ofSentinelsOrAClusterForACache_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinkCaches.open(StoreUrl.parse("redis-sentinel://h?master=m")))
        .withMessageContaining("after a failover");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LinkCaches.open(StoreUrl.parse("redis-cluster://h")));
  }

  private static void assertFails(LinkCache cache) {
    assertThatExceptionOfType(LinkCacheException.class).isThrownBy(() -> cache.get("key"));
  }

  /** A call may take a tenth of a second only, which the first one of a cold JVM can exceed. */
  private static byte @Nullable [] awaitAnswer(LinkCache cache) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return cache.get("key");
      } catch (LinkCacheException e) {
        assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
        Thread.sleep(100);
      }
    }
  }
}
