package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.record.Value;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.record.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
        .isThrownBy(() -> RocksStore.open(file, Tuning.DEFAULT, Purpose.SERVE))
        .returns(Reason.INCOMPATIBLE, StoreException::reason);
  }

  @Test
  void open_belowAFile_saysWhyTheDirectoryCannotBeMade() throws IOException {
    Path below = Files.writeString(directory.resolve("file"), "").resolve("data");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> RocksStore.open(below, Tuning.DEFAULT, Purpose.SERVE))
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
      assertAbsent(half);
      try (Store store = RocksStore.open(half, Tuning.DEFAULT, Purpose.SERVE)) {
        store.links().create(link, Reuse.NEVER);
        assertThat(store.links().find(link.key())).isEqualTo(link);
      }
    }
  }

  @Test
  void open_toReadWhatIsNotThere_isAbsentAndMakesNothing() throws IOException {
    Path missing = directory.resolve("typo");
    Path file = Files.writeString(directory.resolve("file"), "");
    Path empty = Files.createDirectory(directory.resolve("empty"));

    assertAbsent(missing);
    assertAbsent(file);
    assertAbsent(empty);

    assertThat(missing).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(names = {"FILL", "READ"})
  void open_notToServe_makesAnIndexOnlyWhenItIsAsked(Purpose purpose) {
    RocksStore.open(directory, Tuning.DEFAULT, Purpose.FILL).close();
    Query query = new Query(Domain.DEFAULT, "abc", null, 10);

    try (Store store = RocksStore.open(directory, Tuning.DEFAULT, purpose)) {
      store.links().create(link, Reuse.NEVER);
      assertThat(directory.resolve("index")).doesNotExist();
      assertThat(store.links().list(query).links()).containsExactly(link);
    }
    try (Store store = open()) {
      assertThat(store.links().list(query).links()).containsExactly(link);
    }
  }

  @Test
  void open_toServeWhatWasFilled_findsAllByText() {
    try (Store store = RocksStore.open(directory, Tuning.DEFAULT, Purpose.FILL)) {
      store.links().create(link, Reuse.NEVER);
    }
    try (Store store = RocksStore.open(directory, Tuning.DEFAULT, Purpose.READ)) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
    assertThat(directory.resolve("index")).doesNotExist();
    try (Store store = open()) {
      assertThat(store.links().list(new Query(Domain.DEFAULT, "abc", null, 10)).links())
          .containsExactly(link);
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
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> RocksStore.open(directory, Tuning.DEFAULT, Purpose.READ))
        .returns(Reason.CORRUPT, StoreException::reason);

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

  private static void assertAbsent(Path path) throws IOException {
    List<Path> before = tree(path);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> RocksStore.open(path, Tuning.DEFAULT, Purpose.READ))
        .returns(Reason.ABSENT, StoreException::reason)
        .withMessageContaining(path.toString());
    assertThat(tree(path)).isEqualTo(before);
  }

  private static List<Path> tree(Path path) throws IOException {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files.sorted().toList();
    }
  }

  private Store open() {
    return RocksStore.open(directory, Tuning.DEFAULT, Purpose.SERVE);
  }
}
