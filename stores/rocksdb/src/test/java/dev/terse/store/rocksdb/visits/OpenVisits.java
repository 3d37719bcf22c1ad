package dev.terse.store.rocksdb.visits;

import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.commit.Operation;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What of a store has to do with visits, opened in a directory that can be copied at any time. */
final class OpenVisits implements AutoCloseable {
  private final Path directory;
  private final StoreDirectory home;
  private final Database database;
  private final Committer committer;
  private final RocksVisits visits;

  private OpenVisits(Path directory, FoldLimits limits) {
    this.directory = directory;
    this.home = StoreDirectory.open(directory);
    this.database = home.openDatabase(Tuning.DEFAULT);
    this.committer = new Committer(database, home.room(Tuning.DEFAULT), 0);
    try {
      this.visits = new RocksVisits(database, committer, limits);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  static OpenVisits in(Path directory, FoldLimits limits) {
    return new OpenVisits(directory, limits);
  }

  RocksVisits visits() {
    return visits;
  }

  /** Commits {@code operation} in a batch of its own. */
  void commit(Operation<Batch> operation) {
    committer.commit("test", operation);
  }

  /** How many records the journal holds. */
  int journaled() {
    return database.look("test", snapshot -> {
      int[] records = new int[1];
      snapshot.scan(Column.JOURNAL, new byte[0], (_, _) -> ++records[0] > 0);
      return records[0];
    });
  }

  /**
   * Copies the directory as it is into {@code parent}: what another process would find, were this
   * one killed now. No call may be under way; what RocksDB does by itself is waited for.
   */
  Path killed(Path parent) throws IOException {
    while (true) {
      Path copy = Files.createTempDirectory(parent, "killed");
      try {
        List<String> before = files();
        for (String file : before) {
          Path to = copy.resolve(file);
          Files.createDirectories(to.getParent());
          Files.copy(directory.resolve(file), to);
        }
        if (files().equals(before)) {
          return copy;
        }
      } catch (NoSuchFileException e) {
        System.out.println("RocksDB has just deleted " + e.getFile());
      }
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Lets go of everything, and tidies nothing up. */
  @Override
  public void close() {
    try (database) {
      committer.close();
    } finally {
      home.leave();
    }
  }
}
