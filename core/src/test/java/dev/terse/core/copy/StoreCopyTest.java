package dev.terse.core.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.job.Findings;
import dev.terse.core.job.Retry;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.MemoryStore;
import dev.terse.core.store.StoreException;
import dev.terse.core.tier.TieredStore;
import dev.terse.core.visit.VisitTally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreCopyTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final Retry SOON = new Retry(Duration.ofMillis(1));
  private static final int LINKS = 300;

  private final MemoryStore from = new MemoryStore();
  private final MemoryStore to = new MemoryStore();
  private final Random random = new Random(7);

  @Test
  void copy_everything_isTheSame() {
    fill();

    CopyReport report = copied();

    assertThat(check().differences().first()).isEmpty();
    assertThat(report.links()).isEqualTo(LINKS);
    assertThat(report.tombstones()).isEqualTo(1);
    assertThat(report.visits()).isEqualTo(12);
    assertThat(report.apiKeys()).isEqualTo(1);
    assertThat(to.links().find(key("c1"))).isEqualTo(from.links().find(key("c1")));
    assertThat(to.sequence().position()).isEqualTo(1_234);
    assertThat(to.settings().list()).containsOnlyKeys("codes.space", "copy.progress");
    assertThat(to.settings().find("codes.space")).isEqualTo("1 secret");
    assertThat(to.settings().find(TieredStore.EPOCH)).isNull();
    assertThat(to.links().bury(key("gone"))).isFalse();
  }

  @Test
  void copy_again_changesNothing() {
    fill();
    copied();

    CopyReport second = copied();

    assertThat(second)
        .usingRecursiveComparison()
        .isEqualTo(new CopyReport(LINKS + 1, 0, 0, 0, 0, 0, 0, 0, new Findings()));
    assertThat(check().differences().first()).isEmpty();
  }

  @Test
  void copy_againAfterChanges_bringsThemAlong() {
    fill();
    copied();
    Link old = from.links().get(key("c1"));
    for (int version = 2; version <= 5; version++) {
      from.links()
          .replace(old.changed(
              new Target("https://example.com/" + version),
              old.details(),
              new History(NOW, NOW.plusSeconds(version), null, version)));
    }
    from.links().delete(key("c2"), OptionalLong.empty());
    from.links().create(link("new"), Reuse.NEVER);
    from.visits().add(List.of(new VisitTally(old.id(), NOW, 3)));
    assertThat(check().differences().count()).isEqualTo(5);

    CopyReport second = copied();

    assertThat(check().differences().first()).isEmpty();
    assertThat(List.of(second.links(), second.changed(), second.deleted(), second.visits()))
        .containsExactly(1L, 1L, 1L, 3L);
    assertThat(to.links().read(key("c1"))).isEqualTo(from.links().read(key("c1")));
  }

  @Test
  void copy_interruptedAnywhere_goesOnAndEndsTheSame() {
    fill();
    for (int after = 1; after < 12; after++) {
      MemoryStore place = new MemoryStore();
      int pages = after;
      assertThatThrownBy(() -> new StoreCopy(from, place, "it", 1, SOON).copy(read -> {
            if (read == pages * 23L) {
              place.setFailing(true);
            }
          }))
          .isInstanceOf(StoreException.class);
      place.setFailing(false);
      assertThat(
              new StoreCheck(from, place, 7, SOON).check(_ -> {}).differences().count())
          .isPositive();

      new StoreCopy(from, place, "it", 1, SOON).copy(_ -> {});

      assertThat(
              new StoreCheck(from, place, 7, SOON).check(_ -> {}).differences().first())
          .isEmpty();
    }
  }

  @Test
  void copy_interruptedLate_doesNotBeginAgain() {
    fill();
    assertThatThrownBy(() -> new StoreCopy(from, to, "it", 1, SOON).copy(read -> {
          if (read == 200) {
            to.setFailing(true);
          }
        }))
        .isInstanceOf(StoreException.class);
    to.setFailing(false);

    assertThat(copied().read()).isBetween(1L, 150L);
  }

  @Test
  void copy_destinationHoldsOtherLinks_isRefusedAndChangesNothing() {
    fill();
    to.links().create(link("theirs"), Reuse.NEVER);

    assertThat(refused()).contains("holds links already").contains("new store");
    assertThat(to.settings().list()).isEmpty();
    assertThat(to.links().read(key("c1"))).isNull();
  }

  @Test
  void copy_destinationOfAnotherCopy_isRefused() {
    fill();
    new StoreCopy(from, to, "rocksdb:first", 7, SOON).copy(_ -> {});

    assertThat(((Copied.Refused) new StoreCopy(from, to, "rocksdb:second", 7, SOON).copy(_ -> {}))
            .reason())
        .contains("(rocksdb:first)");
    MemoryStore other = new MemoryStore();
    other.settings().putIfAbsent("codes.space", "1 other secret");
    other.links().create(link("x"), Reuse.NEVER);
    assertThat(new StoreCopy(other, to, "rocksdb:first", 7, SOON).copy(_ -> {}))
        .isInstanceOf(Copied.Refused.class);
  }

  @Test
  void copy_destinationWentOnByItself_isRefused() {
    fill();
    copied();
    to.sequence().lease(10);

    assertThat(refused()).contains("codes of its own");
  }

  @Test
  void copy_ofNothing_isRefused() {
    assertThat(refused()).contains("nothing to copy");
  }

  @Test
  void copy_keyOfAnotherLink_isAConflictAndStays() {
    fill();
    copied();
    to.links().delete(key("c3"), OptionalLong.empty());
    from.links().create(link("contested"), Reuse.NEVER);
    Link theirs = link("contested");
    to.links().create(theirs, Reuse.NEVER);

    CopyReport report = copied();

    assertThat(report.conflicts().first())
        .containsExactlyInAnyOrder(
            "c3: the destination has a tombstone",
            "contested: the destination has another link there");
    assertThat(to.links().read(key("contested"))).isEqualTo(theirs);
    assertThat(check().differences().count()).isEqualTo(3);
  }

  @Test
  void copy_twoAtOnce_stopsOne() {
    fill();
    StoreCopy slow = new StoreCopy(from, to, "it", 1, SOON);

    assertThatThrownBy(() -> slow.copy(read -> {
          if (read == 5) {
            new StoreCopy(from, to, "it", 1, SOON).copy(_ -> {});
          }
        }))
        .hasMessageContaining("another copy is writing");
  }

  private CopyReport copied() {
    return ((Copied.Done) new StoreCopy(from, to, "it", 7, SOON).copy(_ -> {})).report();
  }

  private String refused() {
    return ((Copied.Refused) new StoreCopy(from, to, "it", 7, SOON).copy(_ -> {})).reason();
  }

  private CheckReport check() {
    return new StoreCheck(from, to, 7, SOON).check(_ -> {});
  }

  private void fill() {
    from.settings().putIfAbsent("codes.space", "1 secret");
    from.settings().putIfAbsent("cache.epoch", "the source's");
    from.settings().putIfAbsent("copy.progress", "1 done elsewhere ");
    from.settings().putIfAbsent(TieredStore.EPOCH, "name.0123456789abcdef");
    from.sequence().raise(1_234);
    from.apiKeys()
        .create(new ApiKey("id", "of a test", SecretHash.of("x"), Set.of(Scope.ADMIN), NOW));
    IntStream.range(0, LINKS - 1).forEach(i -> from.links().create(link("c" + i), Reuse.NEVER));
    Link elsewhere = new Link(
        LinkId.create(NOW, random),
        new LinkKey(new Domain("other.example"), new Code("c1")),
        new Target("https://example.org/"),
        LinkDetails.NONE,
        new History(NOW, NOW.plusSeconds(9), "someone", 17));
    from.links().create(elsewhere, Reuse.NEVER);
    from.links().bury(key("gone"));
    LinkId one = from.links().get(key("c1")).id();
    from.visits()
        .add(List.of(
            new VisitTally(one, NOW, 4),
            new VisitTally(one, NOW.plusSeconds(7_200), 6),
            new VisitTally(elsewhere.id(), NOW, 2)));
  }

  private Link link(String code) {
    return new Link(
        LinkId.create(NOW, random),
        key(code),
        new Target("https://example.com/" + code),
        LinkDetails.NONE,
        History.begin(NOW, null));
  }

  private static LinkKey key(String code) {
    return LinkKey.of(new Code(code));
  }
}
