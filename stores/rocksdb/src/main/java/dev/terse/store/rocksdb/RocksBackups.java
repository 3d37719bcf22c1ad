package dev.terse.store.rocksdb;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.BackupFacts;
import dev.terse.core.store.StoreProvider.Backups;
import dev.terse.core.store.StoreProvider.Restoring;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.rocksdb.backup.BackupReader;
import dev.terse.store.rocksdb.backup.Census;
import dev.terse.store.rocksdb.backup.Manifest;
import dev.terse.store.rocksdb.directory.UnfinishedDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Failures;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.rocksdb.RocksDBException;

/** Backups of the embedded store: checkpoints in tar archives. */
final class RocksBackups implements Backups {
  private static final String RESTORE = "store.restore";

  @Override
  public BackupFacts check(InputStream backup) throws IOException {
    return BackupReader.read(backup, _ -> OutputStream.nullOutputStream(), _ -> {})
        .facts();
  }

  @Override
  public Restoring restore(StoreUrl url, InputStream backup, LongConsumer progress)
      throws IOException {
    UnfinishedDirectory directory = UnfinishedDirectory.begin(Path.of(url.rest()));
    try {
      Manifest manifest = BackupReader.read(backup, directory::file, progress);
      compare(manifest.census(), count(directory.database()));
      return new RocksRestoring(manifest.facts(), directory);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Not only to read: a store of an older layout lacks columns, which opening it makes. */
  private static Census count(Path path) {
    try (Database database = Database.open(path, Tuning.SCAN)) {
      return Census.of(database, _ -> {});
    } catch (RocksDBException e) {
      throw Failures.reading(RESTORE, e);
    }
  }

  private static void compare(Census wanted, Census found) {
    List<String> differences = new ArrayList<>();
    for (Column column : Column.values()) {
      Census.Count was = wanted.columns().get(column);
      Census.Count is = found.columns().get(column);
      if (was != null && !was.equals(is)) {
        differences.add(
            column.text() + " (" + was.entries() + " entries, now " + found.entries(column) + ")");
      }
    }
    if (wanted.position() != found.position()) {
      differences.add("the sequence");
    }
    if (!differences.isEmpty()) {
      throw new StoreException(
          Reason.CORRUPT,
          RESTORE,
          "what was restored is not what the manifest says: " + String.join(", ", differences));
    }
  }
}
