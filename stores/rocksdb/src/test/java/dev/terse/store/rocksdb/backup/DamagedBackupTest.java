package dev.terse.store.rocksdb.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Restoring;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

/** A backup that is not whole is none, and a restore that does not end leaves none. */
class DamagedBackupTest {
  private static final int STEP = 13;

  private final Link link = new Samples(new Random(1)).link("abc");

  @TempDir
  Path directory;

  private Place data;
  private Place restored;
  private byte[] backup;

  @BeforeEach
  void takeBackup() {
    data = new Place(directory.resolve("data"));
    restored = new Place(directory.resolve("restored"));
    try (Store store = data.open()) {
      store.links().create(link, Reuse.NEVER);
      backup = Place.backup(store);
    }
  }

  @Test
  void check_anyFlippedByte_isFound() throws IOException {
    check(backup);
    for (int at = 0; at < backup.length; at += STEP) {
      byte[] flipped = backup.clone();
      flipped[at] ^= (byte) (1 << at % Byte.SIZE);
      assertRefused(flipped, "byte " + at);
    }
  }

  @Test
  void check_cutOffAnywhere_isFound() {
    for (int length = 0; length < backup.length; length += STEP) {
      assertRefused(Arrays.copyOf(backup, length), "length " + length);
    }
    assertRefused(Arrays.copyOf(backup, backup.length - 1), "without its last byte");
    assertRefused(Arrays.copyOf(backup, backup.length + 1), "with a byte more");
  }

  private static void assertRefused(byte[] bytes, String which) {
    assertThatExceptionOfType(StoreException.class)
        .as(which)
        .isThrownBy(() -> check(bytes))
        .satisfies(e -> assertThat(e.reason()).isIn(Reason.CORRUPT, Reason.INCOMPATIBLE));
  }

  private static void check(byte[] bytes) throws IOException {
    Place.backups().check(new ByteArrayInputStream(bytes));
  }

  @Test
  void restore_ofADamagedBackup_leavesNothing() {
    backup[backup.length / 2] ^= 1;

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> restored.restore(backup));

    assertThat(restored.path()).doesNotExist();
  }

  @Test
  void restore_thatBreaksOff_leavesNothing() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> Place.backups().restore(restored.url(), new ByteArrayInputStream(backup), _ -> {
              throw new IllegalStateException("the network is gone");
            }));

    assertThat(restored.path()).doesNotExist();
  }

  @Test
  void restore_notFinished_isNoStore() throws IOException {
    try (Restoring restoring = restored.begin(backup)) {
      assertThat(restoring.store().links().find(link.key())).isEqualTo(link);
      assertRefusesToOpen("has not ended");
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> restored.begin(backup))
          .withMessageContaining("another restore");
    }
    assertThat(restored.path()).doesNotExist();
  }

  @Test
  void restore_afterAKilledOne_beginsAgain() throws IOException {
    Files.createDirectories(restored.path().resolve("db"));
    Files.writeString(restored.path().resolve("terse-restore"), "");
    Files.writeString(restored.path().resolve("db/000004.sst"), "half");
    assertRefusesToOpen("has not ended");

    restored.restore(backup);

    assertThat(restored.path().resolve("terse-restore")).doesNotExist();
    try (Store store = restored.open()) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
  }

  private void assertRefusesToOpen(String why) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> restored.open())
        .withMessageContaining(why);
  }

  @Test
  void restore_whereAStoreOrOthersFilesAre_isRefused() throws IOException {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> data.restore(backup))
        .withMessageContaining("a store is in");
    try (Store store = data.open()) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
    Files.createDirectories(restored.path());
    Path mine = Files.writeString(restored.path().resolve("letter"), "mine");
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> restored.restore(backup))
        .withMessageContaining("is not empty");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void backup_ofADamagedRecord_countsIt() throws IOException, RocksDBException {
    byte[] key = link.key().bytes();
    try (Database database = Database.open(data.path().resolve("db"), Tuning.DEFAULT)) {
      byte[] record = Objects.requireNonNull(database.get(Column.LINKS, key));
      record[record.length / 2] ^= 1;
      database.write((batch, handles) -> batch.put(handles.apply(Column.LINKS), key, record));
    }
    try (Store store = data.open()) {
      backup = Place.backup(store);
    }

    try (Restoring restoring = restored.begin(backup)) {
      assertThat(restoring.facts().damaged()).isOne();
    }
  }
}
