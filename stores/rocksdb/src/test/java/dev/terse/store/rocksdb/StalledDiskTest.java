package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.StoreException;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.record.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes while the committer's thread hangs, as it does when the disk does not answer. */
class StalledDiskTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final byte[] KEY = Keys.name("test");

  @TempDir
  Path directory;

  private final CompletableFuture<Boolean> disk = new CompletableFuture<>();
  private Database database;
  private Committer committer;

  @BeforeEach
  void stall() {
    StoreDirectory place = StoreDirectory.open(directory.resolve("data"));
    database = place.openDatabase(Tuning.DEFAULT);
    committer = new Committer(database, place.room(Tuning.DEFAULT), 0, Duration.ofMillis(100));
    CompletableFuture<Boolean> stalled = new CompletableFuture<>();
    var _ = CompletableFuture.supplyAsync(() -> committer.commit("stall", _ -> {
      stalled.complete(true);
      return disk.join();
    }));
    stalled.join();
  }

  @AfterEach
  void close() {
    disk.complete(true);
    committer.close();
    database.close();
  }

  @Test
  void commit_givenUpBeforeItWasBegun_isNeverDone() {
    giveUpOnAChange();

    disk.complete(true);

    committer.commit("next", _ -> true);
    assertThat(database.<Boolean>read("get", () -> database.get(Column.META, KEY) == null))
        .isTrue();
  }

  @Test
  void addVisits_diskAnswersAfterOthersGaveUp_areStored() {
    RocksVisits visits = new RocksVisits(database, committer);
    LinkId link = LinkId.create(NOW, RandomGenerator.getDefault());
    CompletableFuture<Void> added =
        CompletableFuture.runAsync(() -> visits.add(List.of(new VisitTally(link, NOW, 3))));
    giveUpOnAChange();
    giveUpOnAChange();
    giveUpOnAChange();

    disk.complete(true);

    added.join();
    assertThat(visits.totals(List.of(link))).isEqualTo(Map.of(link, 3L));
  }

  private void giveUpOnAChange() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> committer.commit("change", batch -> {
          batch.put(Column.META, KEY, Value.of(KEY, "changed"));
          return true;
        }));
  }
}
