package dev.terse.store.rocksdb.backup;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Failures;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/** A checkpoint of the database, to be written out and let go. Used by one thread. */
public final class CheckpointBackup implements Store.Backup {
  private static final String WRITE = "backup.write";

  /** What RocksDB needs to open; not its own log, nor what opening it makes. */
  private static final Pattern NEEDED =
      Pattern.compile("CURRENT|IDENTITY|MANIFEST-\\d+|OPTIONS-\\d+|\\d+\\.(sst|log|blob)");

  /** Longest silence while entries are counted: a connection must not seem idle. */
  private static final Duration SAY_WAIT_EVERY = Duration.ofSeconds(5);

  private final Path checkpoint;
  private final Instant taken;
  private final Runnable release;

  /**
   * A backup of {@code checkpoint}.
   *
   * @param taken when it was made
   * @param release lets go of it; may be called more than once
   */
  public CheckpointBackup(Path checkpoint, Instant taken, Runnable release) {
    this.checkpoint = checkpoint;
    this.taken = taken;
    this.release = release;
  }

  @Override
  public long writeTo(OutputStream out) throws IOException {
    BackupWriter writer = new BackupWriter(out);
    for (Path file : files()) {
      writer.add(file);
    }
    try (Database database = Database.openToRead(checkpoint, Tuning.SCAN)) {
      Census census = Census.of(database, new Patience(writer)::accept);
      writer.finish(new Manifest(taken, census, writer.sums()));
      return census.damaged();
    } catch (RocksDBException e) {
      throw Failures.reading(WRITE, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() {
    release.run();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(checkpoint)) {
      List<Path> needed = files
          .filter(file -> NEEDED.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
      if (needed.isEmpty()) {
        throw new StoreException(Reason.UNAVAILABLE, WRITE, "the checkpoint is gone: try again");
      }
      return needed;
    }
  }

  /** Says now and then that it is at work. */
  private static final class Patience {
    private final BackupWriter writer;
    private long said = System.nanoTime();

    Patience(BackupWriter writer) {
      this.writer = writer;
    }

    void accept(long entries) {
      long now = System.nanoTime();
      if (now - said > SAY_WAIT_EVERY.toNanos()) {
        said = now;
        try {
          writer.sayWait();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
