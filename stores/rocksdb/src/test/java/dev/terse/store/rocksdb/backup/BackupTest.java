package dev.terse.store.rocksdb.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.copy.StoreCheck;
import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup is the store as it was when it began. */
class BackupTest {
  private static final int WRITERS = 8;
  private static final int ENOUGH = 2_000;

  private final Samples samples = new Samples(new Random(1));

  @TempDir
  Path directory;

  @Test
  void restore_aStoreOfEverything_isTheSame() throws IOException {
    Place place = new Place(directory.resolve("data"));
    Place restored = new Place(directory.resolve("restored"));
    byte[] backup;
    try (Store store = place.open()) {
      fill(store);
      backup = Place.backup(store);
    }

    BackupFacts facts = Place.backups().check(new ByteArrayInputStream(backup));
    restored.restore(backup);

    assertThat(facts).isEqualTo(new BackupFacts(Place.NOW, 99, 1, 0, 77));
    try (Store was = place.open();
        Store is = restored.open()) {
      assertThat(new StoreCheck(was, is).check(_ -> {}).differences().first()).isEmpty();
      assertThat(is.sequence().position()).isEqualTo(77);
      assertThat(is.reindex(_ -> {})).isEqualTo(99);
    }
  }

  private void fill(Store store) {
    for (int i = 0; i < 100; i++) {
      Link link = samples.link("c" + i);
      store.links().create(link, Reuse.NEVER);
      store.visits().add(List.of(new VisitTally(link.id(), hour(), i + 1)));
      if (i == 50) {
        store.links().delete(link.key(), OptionalLong.empty());
      }
    }
    store.apiKeys().create(samples.apiKey("abcdefghijkl"));
    store.settings().putIfAbsent("a", "b");
    store.sequence().raise(77);
  }

  private static Instant hour() {
    return Instant.parse("2026-05-06T07:00:00Z");
  }

  @Test
  void backup_whileLinksAreMade_hasAllThatWereAcknowledgedBefore() throws Exception {
    Place restored = new Place(directory.resolve("restored"));
    Queue<Link> acknowledged = new ConcurrentLinkedQueue<>();
    List<Link> before;
    byte[] backup;
    AtomicBoolean enough = new AtomicBoolean();
    try (Store store = new Place(directory.resolve("data")).open()) {
      List<Thread> writers = startWriters(store, acknowledged, enough);
      while (acknowledged.size() < ENOUGH) {
        Thread.onSpinWait();
      }
      before = List.copyOf(acknowledged);
      try (Store.Backup begun = Objects.requireNonNull(store.backup(Place.NOW))) {
        int then = acknowledged.size();
        while (acknowledged.size() < then + ENOUGH) {
          Thread.onSpinWait();
        }
        backup = Place.bytes(begun);
      }
      enough.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
    }

    restored.restore(backup);

    BackupFacts facts = Place.backups().check(new ByteArrayInputStream(backup));
    // Each writer may have made one more that was not acknowledged yet.
    assertThat(facts.links())
        .isBetween((long) before.size(), (long) acknowledged.size() - ENOUGH + WRITERS);
    try (Store store = restored.open()) {
      assertThat(before)
          .allSatisfy(link -> assertThat(store.links().find(link.key())).isEqualTo(link));
      assertThat(store.reindex(_ -> {})).isEqualTo(facts.links());
    }
  }

  private List<Thread> startWriters(Store store, Queue<Link> acknowledged, AtomicBoolean enough) {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String prefix = "w" + i + "-";
      writers.add(Thread.ofVirtual().start(() -> {
        for (int n = 0; !enough.get(); n++) {
          Link link = samples.link(prefix + n);
          store.links().create(link, Reuse.NEVER);
          acknowledged.add(link);
        }
      }));
    }
    return writers;
  }

  @Test
  void backup_whileAnotherIsUnderWay_isRefusedAndLeavesItAlone() throws IOException {
    try (Store store = new Place(directory.resolve("data")).open()) {
      store.links().create(samples.link("abc"), Reuse.NEVER);
      try (Store.Backup first = Objects.requireNonNull(store.backup(Place.NOW))) {
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> store.backup(Place.NOW))
            .withMessageContaining("another backup is under way")
            .returns(Reason.BUSY, StoreException::reason);
        new Place(directory.resolve("restored")).restore(Place.bytes(first));
      }
      assertThat(Place.backup(store)).isNotEmpty();
    }
  }

  @Test
  void open_afterABackupWasKilled_removesWhatItLeft() throws IOException {
    Place place = new Place(directory.resolve("data"));
    place.open().close();
    Path left = Files.createDirectories(place.path().resolve("checkpoint"));
    Files.writeString(left.resolve("000001.sst"), "left");
    Files.createDirectories(place.path().resolve("checkpoint.tmp"));

    try (Store store = place.open()) {
      assertThat(place.path().resolve("checkpoint")).doesNotExist();
      assertThat(place.path().resolve("checkpoint.tmp")).doesNotExist();
      assertThat(Place.backup(store)).isNotEmpty();
    }
    assertThat(place.path().resolve("checkpoint")).doesNotExist();
  }
}
