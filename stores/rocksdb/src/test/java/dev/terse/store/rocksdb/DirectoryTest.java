package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.record.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** What stands in the directory when a store is opened. */
class DirectoryTest {
  private final Link link = new Samples(new Random(1)).link("abc");

  @TempDir
  Path directory;

  @Test
  void open_secondTimeInThisProcess_isLocked() {
    try (Store first = open()) {
      assertRefused(Reason.LOCKED, directory.toString());
      first.check();
    }
  }

  @Test
  void open_whileAnotherProcessHasIt_isLockedAndNamesIt() throws Exception {
    try (ForkedWriter other = ForkedWriter.start(directory)) {
      other.readAcknowledgements(1);

      assertRefused(Reason.LOCKED, directory.toString(), "process " + other.pid());
    }
    open().close();
  }

  @Test
  void open_aDirectoryOfSomebodyElse_touchesNothing() throws IOException {
    Path stranger = Files.writeString(directory.resolve("letters.txt"), "Dear Sir");

    assertRefused(Reason.INCOMPATIBLE, directory.toString());

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(stranger);
    }
  }

  @Test
  void open_aFile_isIncompatible() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> RocksStore.open(file, Tuning.DEFAULT))
        .returns(Reason.INCOMPATIBLE, StoreException::reason);
  }

  @Test
  void open_belowAFile_saysWhyTheDirectoryCannotBeMade() throws IOException {
    Path below = Files.writeString(directory.resolve("file"), "").resolve("data");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> RocksStore.open(below, Tuning.DEFAULT))
        .withMessageContaining(below + " cannot be made, ")
        .withMessageEndingWith(": let this user write there, or name another directory");
  }

  @Test
  void open_aMountPoint_ignoresLostAndFound() throws IOException {
    Files.createDirectory(directory.resolve("lost+found"));

    open().close();
  }

  @Test
  void open_afterCreationWasKilledAtAnyStep_isAnEmptyStore() throws IOException {
    List<String> steps = List.of("terse-store", "db/", "db/IDENTITY", "db/MANIFEST-000001", "pid");
    for (int killed = 0; killed <= steps.size(); killed++) {
      Path half = Files.createDirectory(directory.resolve("half" + killed));
      for (String step : steps.subList(0, killed)) {
        if (step.endsWith("/")) {
          Files.createDirectory(half.resolve(step));
        } else {
          Files.writeString(half.resolve(step), "");
        }
      }
      try (Store store = RocksStore.open(half, Tuning.DEFAULT)) {
        store.links().create(link, Reuse.NEVER);
        assertThat(store.links().find(link.key())).isEqualTo(link);
      }
    }
  }

  @Test
  void open_withoutRocksDbsHead_isCorruptAndTouchesNothing() throws IOException {
    try (Store store = open()) {
      store.links().create(link, Reuse.NEVER);
    }
    Path current = directory.resolve("db/CURRENT");
    byte[] head = Files.readAllBytes(current);
    Files.delete(current);

    assertRefused(Reason.CORRUPT, "CURRENT");

    Files.write(current, head);
    try (Store store = open()) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
  }

  @Test
  void open_aNewerLayout_saysWhatToDo() throws RocksDBException {
    open().close();
    byte[] key = Keys.name("schema");
    try (Database database = StoreDirectory.open(directory).openDatabase(Tuning.DEFAULT)) {
      database.write(
          (batch, handles) -> batch.put(handles.apply(Column.META), key, Value.of(key, 99)));
    }

    assertRefused(Reason.INCOMPATIBLE, "layout 99", "start the newer version");
  }

  private void assertRefused(Reason reason, String... phrases) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::open)
        .returns(reason, StoreException::reason)
        .satisfies(refusal -> assertThat(refusal).message().contains(phrases));
  }

  private Store open() {
    return RocksStore.open(directory, Tuning.DEFAULT);
  }
}
