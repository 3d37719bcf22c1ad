package dev.terse.store.rocksdb.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.record.Value;
import dev.terse.core.store.StoreException;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.record.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes while the committer's thread hangs, as it does when the disk does not answer. */
class StalledDiskTest {
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
    // With the usual patience it could give up before the committer begins.
    Thread.startVirtualThread(() -> committer.commitOnce("stall", _ -> {
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

    committer.commitOnce("next", _ -> true);
    assertThat(database.<Boolean>read("get", () -> database.get(Column.META, KEY) == null))
        .isTrue();
  }

  @Test
  void commitOnce_diskAnswersAfterOthersGaveUp_isDone() {
    CompletableFuture<Boolean> once = CompletableFuture.supplyAsync(
        () -> committer.commitOnce("once", _ -> true), Thread::startVirtualThread);
    giveUpOnAChange();
    giveUpOnAChange();
    giveUpOnAChange();

    disk.complete(true);

    assertThat(once.join()).isTrue();
  }

  private void giveUpOnAChange() {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> committer.commit("change", batch -> {
          batch.put(Column.META, KEY, Value.of(KEY, "changed"));
          return true;
        }));
  }
}
