package dev.terse.core.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Change;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each interleaving of docs/decisions/0079, one after another, on nodes that share a store. */
@Timeout(60)
class TieredLinksTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LIFE = Duration.ofMinutes(1);

  /** Longer than any mark lives. */
  private static final Duration AGES = Duration.ofSeconds(30);

  private final Random random = new Random(42);
  private final MemoryStore store = new MemoryStore();
  private final MemoryCache cache = new MemoryCache();
  private final List<TieredStore> nodes = new ArrayList<>();
  private final Link link = link("abc");

  @AfterEach
  void close() {
    nodes.forEach(TieredStore::close);
  }

  @Test
  void find_again_readsTheTier() {
    TieredStore one = node();
    TieredStore other = node();

    assertThat(one.links().find(link.key())).isEqualTo(link);
    int reads = store.links().finds();

    assertThat(other.links().find(link.key())).isEqualTo(link);
    assertThat(store.links().finds()).isEqualTo(reads);
    assertThat(other.counts().hits()).isOne();
  }

  @Test
  void find_unknownCode_isNeverAnsweredByTheTier() {
    TieredStore node = node();
    Link late = unstored("late");

    assertThat(node.links().find(late.key())).isNull();
    node.links().create(late, Reuse.NEVER);

    assertThat(node.links().find(late.key())).isEqualTo(late);
  }

  @Test
  void find_afterAChangeElsewhere_isNew() {
    TieredStore one = node();
    TieredStore other = node();
    one.links().find(link.key());

    Link next = change(other, link);

    assertThat(one.links().find(link.key())).isEqualTo(next);
    cache.pass(AGES);
    assertThat(one.links().find(link.key())).isEqualTo(next);
    assertThat(other.links().find(link.key())).isEqualTo(next);
    assertThat(other.counts().hits()).isOne();
  }

  @Test
  void find_afterADeletionElsewhere_isNull() {
    TieredStore one = node();
    one.links().find(link.key());

    node().links().delete(link.key(), OptionalLong.empty());

    assertThat(one.links().find(link.key())).isNull();
    cache.pass(AGES);
    assertThat(one.links().find(link.key())).isNull();
  }

  @Test
  void find_overtakenByAChange_leavesNothingOld() {
    TieredStore reader = node();
    TieredStore writer = node();
    once(() -> change(writer, link));

    assertThat(reader.links().find(link.key())).isEqualTo(link);

    assertThatAllFindVersion(2);
  }

  @Test
  void find_whoseFillIsLateByAges_leavesNothingOld() {
    MemoryCache.Way way = cache.way();
    TieredStore reader = node(way);
    TieredStore writer = node();
    way.beforeFill(() -> {
      change(writer, link);
      cache.pass(AGES);
    });

    reader.links().find(link.key());

    assertThatAllFindVersion(2);
  }

  @Test
  void find_whoseFillMeetsAnothersReservation_leavesNothingOld() {
    MemoryCache.Way way = cache.way();
    TieredStore reader = node(way);
    TieredStore writer = node();
    MemoryCache.Way slow = cache.way();
    TieredStore second = node(slow);
    way.beforeFill(() -> {
      Link next = change(writer, link);
      cache.pass(AGES);
      slow.beforeFill(() -> change(writer, next));
      second.links().find(link.key());
    });

    reader.links().find(link.key());

    assertThatAllFindVersion(3);
  }

  @Test
  void replace_whileTheWriterIsCutOff_reachesTheOthersWithTheirNextLook() throws Exception {
    TieredStore reader = node();
    reader.links().find(link.key());
    MemoryCache.Way way = cache.way();
    TieredStore writer = node(way);
    way.setCut(true);

    Link next = change(writer, link);

    assertThat(writer.links().find(link.key())).isEqualTo(next);
    assertThat(writer.counts().epochs()).isOne();
    awaitLook(reader, next);
    way.setCut(false);
    assertThatAllFindVersion(2);
  }

  @Test
  void replace_whenTheStoreIsLostRightAfter_endsTheEpochOnceItIsBack() throws Exception {
    TieredStore reader = node();
    reader.links().find(link.key());
    MemoryCache.Way way = cache.way();
    TieredStore writer = node(way);
    way.setCut(true);
    store.onChange(_ -> store.setFailing(true));

    Link next = change(writer, link);
    store.setFailing(false);
    way.setCut(false);

    assertThat(writer.links().find(link.key())).isEqualTo(next);
    awaitLook(reader, next);
  }

  @Test
  void replace_byAWriterThatDiesBeforeItsSecondMark_leavesNothingOld() {
    TieredStore reader = node();
    reader.links().find(link.key());
    MemoryCache.Way way = cache.way();
    TieredStore writer = node(way);
    cache.way().set(place(writer), TierEntry.changing(), TieredLinks.CHANGING);
    store.links().replace(next(link));

    assertThat(reader.links().find(link.key())).isEqualTo(next(link));
    assertThatAllFindVersion(2);
  }

  @Test
  void find_onTheStoreMadeAnew_seesNothingOfTheOldOne() {
    node().links().find(link.key());
    MemoryStore anew = new MemoryStore();
    try (TieredStore node =
        TieredStore.open(anew, new TieredStore.Tier(cache.way(), LIFE), random)) {
      assertThat(node.links().find(link.key())).isNull();
    }
  }

  @Test
  void find_whileTheStoreFails_answersFromTheTierAndNeverNotFound() {
    TieredStore node = node();
    Link other = link("other");
    node.links().find(link.key());
    store.setFailing(true);

    assertThat(node.links().find(link.key())).isEqualTo(link);
    assertThatThrownBy(() -> node.links().find(other.key())).isInstanceOf(StoreException.class);
  }

  @Test
  void find_withTheTierCutOff_asksTheStore() {
    MemoryCache.Way way = cache.way();
    TieredStore node = node(way);
    way.setCut(true);

    assertThat(node.links().find(link.key())).isEqualTo(link);
    assertThat(node.counts().failures()).isOne();
  }

  @Test
  void traits_ofATieredStore_sayWhatIsInFront() {
    assertThat(node().traits().backend()).isEqualTo("memory behind memory");
  }

  /** Waits until {@code node} finds {@code next} in the new epoch; past the tier does not count. */
  private static void awaitLook(TieredStore node, Link next) throws InterruptedException {
    long bypassed;
    Link found;
    do {
      Thread.sleep(10);
      bypassed = node.counts().bypassed();
      found = node.links().find(next.key());
    } while (!next.equals(found) || node.counts().bypassed() > bypassed);
  }

  private static String place(TieredStore node) {
    String text = String.valueOf(node.settings().find(Epochs.SETTING));
    return Objects.requireNonNull(Epoch.parse(text)).place(LinkKey.of(new Code("abc")));
  }

  /** On every node, now, and when all marks are gone, and again from what was filled then. */
  private void assertThatAllFindVersion(int version) {
    for (int round = 0; round < 3; round++) {
      for (TieredStore node : nodes) {
        assertThat(node.links().find(link.key()))
            .isNotNull()
            .satisfies(found -> assertThat(found.history().version()).isEqualTo(version));
      }
      cache.pass(AGES);
    }
  }

  private void once(Runnable action) {
    store.links().afterRead(() -> {
      store.links().afterRead(() -> {});
      action.run();
    });
  }

  private static Link change(TieredStore node, Link from) {
    Change change = node.links().replace(next(from));
    assertThat(change).isInstanceOf(Change.Done.class);
    return next(from);
  }

  private static Link next(Link from) {
    Target target = new Target("https://example.com/" + (from.history().version() + 1));
    return from.changed(target, from.details(), from.history().next(NOW));
  }

  private TieredStore node() {
    return node(cache.way());
  }

  private TieredStore node(LinkCache way) {
    TieredStore node = TieredStore.open(store, new TieredStore.Tier(way, LIFE), random);
    nodes.add(node);
    return node;
  }

  private Link link(String code) {
    Link made = unstored(code);
    store.links().create(made, Reuse.NEVER);
    return made;
  }

  private Link unstored(String code) {
    return new Link(
        LinkId.create(NOW, random),
        LinkKey.of(new Code(code)),
        new Target("https://example.com/1"),
        LinkDetails.NONE,
        History.begin(NOW, null));
  }
}
