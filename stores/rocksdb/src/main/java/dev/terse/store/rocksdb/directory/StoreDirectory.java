package dev.terse.store.rocksdb.directory;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Failures;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one store: {@code db} is RocksDB's, {@code index} Lucene's, {@code pid} names
 * the process that has it open, and the file {@code terse-store} says whose directory this is, so
 * that nobody else's files are ever touched.
 *
 * <p>Each step of making one is synced before the next, so that a crash at any moment leaves either
 * an empty directory or one that is marked, and both can be opened.
 */
public final class StoreDirectory {
  private static final Logger LOG = LoggerFactory.getLogger(StoreDirectory.class);
  private static final String OPEN = "store.open";
  private static final String MARKER = "terse-store";

  /** What a file system of its own has in its root. */
  private static final String LOST_AND_FOUND = "lost+found";

  private final Path path;

  private StoreDirectory(Path path) {
    this.path = path;
  }

  /** The store's directory at {@code path}, made if there is none; throws if it is another's. */
  public static StoreDirectory open(Path path) {
    StoreDirectory directory = new StoreDirectory(path.toAbsolutePath().normalize());
    try {
      directory.prepare();
      return directory;
    } catch (IOException e) {
      throw directory.unusable(e);
    }
  }

  /** Opens the database in this directory; throws if another process has it open. */
  public Database openDatabase(Tuning tuning) {
    Path db = path.resolve("db");
    try {
      refuseHeadless(db);
      Database database = Database.open(db, tuning);
      sayWhoseItIs();
      return database;
    } catch (RocksDBException e) {
      if (Failures.isLocked(e)) {
        throw new StoreException(Reason.LOCKED, OPEN, locked());
      }
      throw Failures.reading(OPEN, e);
    } catch (IOException e) {
      throw new StoreException(Reason.UNAVAILABLE, OPEN, e);
    }
  }

  /** For the message to the next who tries; a full disk is no reason not to read. */
  private void sayWhoseItIs() {
    try {
      Files.writeString(
          path.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      LOG.warn("cannot write {}", path.resolve("pid"), e);
    }
  }

  /** The room that is left on this directory's disk. */
  public Room room(Tuning tuning) {
    try {
      return Room.of(path, tuning.reservedBytes());
    } catch (IOException e) {
      throw new StoreException(Reason.UNAVAILABLE, OPEN, e);
    }
  }

  /** Where the index is. */
  public Path index() {
    return path.resolve("index");
  }

  /** Forgets that this process has the store open. */
  public void leave() {
    try {
      Files.deleteIfExists(path.resolve("pid"));
    } catch (IOException e) {
      LOG.warn("cannot delete {}", path.resolve("pid"), e);
    }
  }

  private StoreException unusable(IOException e) {
    StoreException unusable = new StoreException(
        Reason.UNAVAILABLE,
        OPEN,
        "the directory " + path + " cannot be " + (Files.isDirectory(path) ? "used" : "made") + ", "
            + reason(e) + ": let this user write there, or name another directory");
    unusable.initCause(e);
    return unusable;
  }

  /** What the exceptions of files say is often no more than a path. */
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
      case NoSuchFileException none -> "the file system has no place for " + none.getFile();
      case FileAlreadyExistsException file -> file.getFile() + " is a file";
      default -> String.valueOf(e.getMessage());
    };
  }

  private void prepare() throws IOException {
    Path marker = path.resolve(MARKER);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new StoreException(
          Reason.INCOMPATIBLE, OPEN, path + " is a file: name a directory for the store");
    }
    if (!Files.exists(marker)) {
      Files.createDirectories(path);
      refuseStrangers();
      Files.writeString(marker, "A Terse store: see docs/reference/rocksdb-format.md\n");
    }
    sync(marker, StandardOpenOption.WRITE);
    Files.createDirectories(path.resolve("db"));
    sync(path, StandardOpenOption.READ);
    Path parent = path.getParent();
    if (parent != null) {
      sync(parent, StandardOpenOption.READ);
    }
  }

  private void refuseStrangers() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(file -> !file.endsWith(LOST_AND_FOUND))) {
        throw new StoreException(
            Reason.INCOMPATIBLE,
            OPEN,
            path + " is not empty and no Terse store: name an empty directory or a new one");
      }
    }
  }

  /** Without its head RocksDB would start an empty database over the files of the old one. */
  private static void refuseHeadless(Path db) throws IOException {
    if (Files.exists(db.resolve("CURRENT"))) {
      return;
    }
    try (Stream<Path> files = Files.list(db)) {
      List<Path> data = files
          .filter(file -> file.toString().endsWith(".sst") || file.toString().endsWith(".log"))
          .toList();
      if (!data.isEmpty()) {
        throw new StoreException(
            Reason.CORRUPT, OPEN, db + " has lost its file CURRENT: restore it from a backup");
      }
    }
  }

  private String locked() {
    String owner = "another process";
    try {
      owner = "process " + Files.readString(path.resolve("pid")).strip();
    } catch (NoSuchFileException e) {
      LOG.debug("the process that has the store open has not said its number", e);
    } catch (IOException e) {
      LOG.warn("cannot read {}", path.resolve("pid"), e);
    }
    return path + " is open in " + owner + ": stop that one, or name another directory";
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
