package dev.terse.store.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.TieredStore;
import dev.terse.store.contract.model.Samples;
import dev.terse.testbed.MemcachedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with memcached or in it costs time, and only so much; every answer is right. */
@Tag("slow")
class FaultTest {
  /** One lost reply for each of a look-up's calls, and a machine that is busy elsewhere. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Longer than a look-up takes that waits for nothing. */
  private static final Duration WAITED = Duration.ofMillis(90);

  private static final int LINKS = 40;
  private static final int ROUNDS = 4;

  /** Look-ups before the tier is given up, its probes, and a machine that is busy elsewhere. */
  private static final int FEW = ROUNDS * LINKS / 8;

  private final List<Link> links = new ArrayList<>();
  private MemcachedServer memcached;
  private MemcachedServer second;
  private Store store;
  private SharedView view;
  private TieredStore node;

  @TempDir
  Path directory;

  @BeforeEach
  void start() throws Exception {
    memcached = MemcachedServer.start(directory);
    second = MemcachedServer.start(directory);
    store = StoreUrl.parse("rocksdb:" + directory.resolve("store")).open();
    view = new SharedView(store, () -> {});
    node = Tiers.before(view, Tiers.patientCache(memcached));
    Samples samples = new Samples(new Random(1));
    for (int i = 0; i < LINKS; i++) {
      Link link = samples.link("link" + i);
      store.links().create(link, Reuse.NEVER);
      links.add(link);
    }
    awaitHits(node);
  }

  @AfterEach
  void stop() {
    node.close();
    store.close();
    memcached.close();
    second.close();
  }

  @Test
  void find_again_readsOnlyTheUnknownCodeFromTheStore() {
    findAll();
    long reads = view.finds();

    findAll();

    assertThat(view.finds()).isEqualTo(reads + 1);
  }

  @Test
  void find_whereGarbageStands_isRightAndPutsItRight() {
    Random random = new Random(9);
    spoil(value -> {
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      return garbage;
    });
  }

  @Test
  void find_whereABitIsFlipped_isRightAndPutsItRight() {
    Random random = new Random(10);
    spoil(value -> {
      byte[] flipped = value.clone();
      // Not the kind, where a flip may make a mark, which is only as good as one.
      int at = 3 + random.nextInt(value.length - 3);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      return flipped;
    });
  }

  @Test
  void find_whereALaterFormatStands_isRightAndPutsItRight() {
    spoil(value -> {
      byte[] later = value.clone();
      later[1] = 2;
      return later;
    });
  }

  @Test
  void find_whereHalfIsMissing_isRightAndPutsItRight() {
    spoil(value -> Arrays.copyOf(value, value.length / 2));
  }

  @Test
  void find_whereAnotherLinkStands_isRightAndPutsItRight() {
    findAll();
    byte[] another = held(links.getFirst());
    for (Link link : links.subList(1, LINKS)) {
      put(link, another);
    }

    findAll();

    assertThat(node.counts().refused()).isEqualTo(LINKS - 1L);
  }

  @Test
  void find_whileMemcachedIsKilledAndEmptyAgain_isRightAndWaitsForLittle() throws Exception {
    try (TieredStore asServed = Tiers.before(view, Tiers.cache(memcached))) {
      awaitHits(asServed);
      memcached.kill();
      assertThat(waits(asServed)).isLessThanOrEqualTo(FEW);

      memcached.restart();
      awaitHits(asServed);
    }
  }

  @Test
  void find_whileMemcachedHangs_isRightAndWaitsAFewTimesOnly() throws Exception {
    try (TieredStore asServed = Tiers.before(view, Tiers.cache(memcached))) {
      awaitHits(asServed);
      memcached.process().suspend();
      assertThat(waits(asServed)).isLessThanOrEqualTo(FEW);
      assertThat(waits(asServed)).isLessThanOrEqualTo(FEW);

      memcached.process().resume();
      awaitHits(asServed);
    }
  }

  @Test
  void find_whileOneOfTwoServersHangs_stillReadsTheOther() throws Exception {
    try (TieredStore both = Tiers.before(view, Tiers.cache(memcached, second))) {
      awaitHits(both);
      memcached.process().suspend();
      findAll(both);

      long hits = both.counts().hits();
      assertThat(waits(both)).isLessThanOrEqualTo(FEW);
      assertThat(both.counts().hits() - hits).isBetween(ROUNDS * LINKS / 8L, ROUNDS * (LINKS - 1L));
      memcached.process().resume();
    }
  }

  @Test
  void open_whileMemcachedIsAway_worksAndFindsItLater() throws Exception {
    second.kill();
    try (TieredStore late = Tiers.before(view, Tiers.cache(second))) {
      assertThat(waits(late)).isLessThanOrEqualTo(FEW);
      second.restart();
      awaitHits(late);
    }
  }

  @Test
  void cache_whereJavaObjectsStand_readsBytes() {
    try (LinkCache cache = Tiers.patientCache(memcached)) {
      Telnet.set(memcached.port(), "object", 1, new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5});
      assertThat(cache.get("object")).containsExactly(0xAC, 0xED, 0, 5);
    }
  }

  /** Spoils what stands in memcached of every link, and reads each before and after. */
  private void spoil(UnaryOperator<byte[]> how) {
    findAll();
    for (Link link : links) {
      put(link, how.apply(held(link)));
    }
    long hits = node.counts().hits();

    findAll();
    assertThat(node.counts().hits()).isEqualTo(hits);
    findAll();
    assertThat(node.counts().hits()).isEqualTo(hits + LINKS);
  }

  private void findAll() {
    findAll(node);
  }

  /** Finds every link on {@code on} a few times, and tells how many look-ups had to wait. */
  private int waits(TieredStore on) {
    int waits = 0;
    for (int round = 0; round < ROUNDS; round++) {
      waits += findAll(on);
    }
    return waits;
  }

  /** Finds every link on {@code on}, checks it, and tells how many had to wait. */
  private int findAll(TieredStore on) {
    int waits = 0;
    for (Link link : links) {
      long begin = System.nanoTime();
      assertThat(on.links().find(link.key())).isEqualTo(link);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(took).isLessThan(LONGEST);
      waits += took.compareTo(WAITED) > 0 ? 1 : 0;
    }
    assertThat(on.links().find(LinkKey.of(new Code("nobody")))).isNull();
    return waits;
  }

  private void awaitHits(TieredStore on) throws InterruptedException {
    long before = on.counts().hits();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (on.counts().hits() < before + LINKS && System.nanoTime() < deadline) {
      findAll(on);
      Thread.sleep(100);
    }
    assertThat(on.counts().hits()).isGreaterThanOrEqualTo(before + LINKS);
  }

  private String place(Link link) {
    Map<String, String> settings = store.settings().list();
    String epoch = Objects.requireNonNull(settings.get(TieredStore.EPOCH));
    return "terse:" + epoch.substring(0, epoch.lastIndexOf('.')) + ":=/"
        + link.code().value();
  }

  private byte[] held(Link link) {
    try (LinkCache cache = Tiers.patientCache(memcached)) {
      return Objects.requireNonNull(cache.get(place(link)));
    }
  }

  private void put(Link link, byte[] value) {
    Telnet.set(memcached.port(), place(link), 0, value);
  }
}
