package dev.terse.store.rocksdb.backup;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Backups;
import dev.terse.core.store.StoreProvider.Restoring;
import dev.terse.core.store.StoreUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/** Where a store of these tests is, or will be. */
record Place(Path path) {
  static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

  StoreUrl url() {
    return StoreUrl.parse("rocksdb:" + path);
  }

  Store open() {
    return url().open();
  }

  static Backups backups() {
    return Objects.requireNonNull(StoreUrl.parse("rocksdb:x").backups());
  }

  static byte[] backup(Store store) {
    try (Store.Backup backup = Objects.requireNonNull(store.backup(NOW))) {
      return bytes(backup);
    }
  }

  static byte[] bytes(Store.Backup backup) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      backup.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Restores {@code backup} here, unfinished. */
  Restoring begin(byte[] backup) throws IOException {
    return backups().restore(url(), new ByteArrayInputStream(backup), _ -> {});
  }

  /** Restores {@code backup} here as it is. */
  void restore(byte[] backup) throws IOException {
    try (Restoring restoring = begin(backup)) {
      restoring.finish();
    }
  }
}
