package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Creation;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** Damage is said to be damage, and what can be made again is made again. */
class DamageTest {
  private final Samples samples = new Samples(new Random(1));
  private final Link link = samples.link("abc", "https://example.com/needle");
  private final Link neighbour = samples.link("def", "https://example.com/needle/2");

  @TempDir
  Path directory;

  @Test
  void find_aRecordWithAFlippedBit_isCorruptAndItsNeighboursAreFine() throws RocksDBException {
    createBoth();
    flipABitOf(link.key());

    try (Store store = open()) {
      assertCorrupt(() -> store.links().find(link.key()));
      assertCorrupt(() -> store.links().findByTarget(Domain.DEFAULT, link.target()));
      assertCorrupt(() -> store.links().replace(samples.changed(link, "https://a.example/", null)));
      assertCorrupt(() -> store.links().delete(link.key(), OptionalLong.empty()));
      assertThat(store.links().create(samples.link("abc"), Reuse.NEVER))
          .isEqualTo(new Creation.Taken());
      assertThat(store.links().find(neighbour.key())).isEqualTo(neighbour);
      assertThat(store.links().list(Query.newest(10)).links()).containsExactly(neighbour);
      assertThat(search(store)).containsExactly(neighbour);
    }
  }

  @Test
  void open_anyFlippedByteInATable_neverLeadsElsewhere() throws IOException {
    createBoth();
    for (Path file : files("db", ".sst")) {
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at < bytes.length; at += 7) {
        bytes[at] ^= 0x10;
        Files.write(file, bytes);
        assertRightOrCorrupt();
        bytes[at] ^= 0x10;
      }
      Files.write(file, bytes);
    }
  }

  /** Only a byte nobody reads may go unnoticed. */
  private void assertRightOrCorrupt() {
    try (Store store = open()) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
    }
  }

  @Test
  void search_afterTheIndexWasDeleted_findsAllAgain() throws IOException {
    createBoth();
    for (Path file : files("index", "")) {
      Files.delete(file);
    }

    try (Store store = open()) {
      assertThat(search(store)).containsExactly(neighbour, link);
    }
  }

  @Test
  void search_afterAnyFileOfTheIndexWasDamaged_findsAllAgain() throws IOException {
    createBoth();
    Path sound = directory.resolve("sound");
    copy(directory.resolve("index"), sound);
    for (Path file : files("sound", "")) {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        replaceIndex(sound);
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(directory.resolve("index").resolve(file.getFileName()), bytes);
        try (Store store = open()) {
          assertThat(search(store)).as(file.toString()).containsExactly(neighbour, link);
        }
      }
    }
  }

  @Test
  void search_withAnIndexOlderThanTheLinks_findsAllAgain() throws IOException {
    try (Store store = open()) {
      store.links().create(link, Reuse.NEVER);
      assertThat(search(store)).containsExactly(link);
    }
    Path old = directory.resolve("old");
    copy(directory.resolve("index"), old);
    try (Store store = open()) {
      store.links().create(neighbour, Reuse.NEVER);
    }
    replaceIndex(old);

    try (Store store = open()) {
      assertThat(search(store)).containsExactly(neighbour, link);
    }
  }

  private void replaceIndex(Path by) throws IOException {
    for (Path file : files("index", "")) {
      Files.delete(file);
    }
    copy(by, directory.resolve("index"));
  }

  private void createBoth() {
    try (Store store = open()) {
      store.links().create(link, Reuse.NEVER);
      store.links().create(neighbour, Reuse.NEVER);
    }
  }

  private void flipABitOf(LinkKey linkKey) throws RocksDBException {
    byte[] key = linkKey.bytes();
    try (Database database = StoreDirectory.open(directory).openDatabase(Tuning.DEFAULT)) {
      byte[] record = Objects.requireNonNull(database.get(Column.LINKS, key));
      record[record.length / 2] ^= 1;
      database.write((batch, handles) -> batch.put(handles.apply(Column.LINKS), key, record));
    }
  }

  private static void assertCorrupt(ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .withMessageContaining("link abc")
        .returns(Reason.CORRUPT, StoreException::reason);
  }

  private static List<Link> search(Store store) {
    return store.links().list(new Query(Domain.DEFAULT, "needle", null, 10)).links();
  }

  private List<Path> files(String folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return new ArrayList<>(
          files.filter(file -> file.toString().endsWith(suffix)).toList());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private Store open() {
    return RocksStore.open(directory, Tuning.DEFAULT, Purpose.SERVE);
  }
}
