package dev.terse.store.rocksdb.directory;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Failures;
import dev.terse.store.rocksdb.disk.Tuning;
import dev.terse.store.rocksdb.tail.Tails;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  static final String OPEN = "store.open";
  static final String MARKER = "terse-store";
  static final String DATABASE = "db";

  /** RocksDB's own file that says which of the others count. */
  private static final String HEAD = "CURRENT";

  /** What a file system of its own has in its root. */
  private static final String LOST_AND_FOUND = "lost+found";

  private final Path path;

  /** The database while a backup of it is made. */
  private static final String CHECKPOINT = "checkpoint";

  StoreDirectory(Path path) {
    this.path = path;
  }

  /** The store's directory at {@code path}, which stays as it is; throws if there is none. */
  public static StoreDirectory find(Path path) {
    StoreDirectory directory = new StoreDirectory(path.toAbsolutePath().normalize());
    try {
      if (!directory.holdsStore()) {
        throw new StoreException(
            Reason.ABSENT, OPEN, "no store is in " + directory.path + ": see how it is spelt");
      }
      return directory;
    } catch (IOException e) {
      throw directory.unusable(e);
    }
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
    Path db = path.resolve(DATABASE);
    try {
      refuseHeadless(db);
      Database database = openMended(db, tuning);
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

  /** Opens the database; once more without its torn tails if RocksDB takes them for damage. */
  private static Database openMended(Path db, Tuning tuning) throws IOException, RocksDBException {
    Tails tails = Tails.read(db);
    try {
      return Database.open(db, tuning);
    } catch (RocksDBException e) {
      if (Failures.isDamage(e) && tails.mend()) {
        return Database.open(db, tuning);
      }
      throw e;
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

  /** Where the database is kept while a backup of it is made. Nothing is there. */
  public Path checkpoint() {
    return path.resolve(CHECKPOINT);
  }

  /** Removes what a backup left that was killed; nobody else may have the database open. */
  public void forgetCheckpoint() {
    try {
      Trees.delete(checkpoint());
      // RocksDB's name for one that it has not finished.
      Trees.delete(path.resolve(CHECKPOINT + ".tmp"));
    } catch (IOException e) {
      LOG.warn("cannot delete {}: it takes room until it is deleted", checkpoint(), e);
    }
  }

  /** Forgets that this process has the store open. */
  public void leave() {
    try {
      Files.deleteIfExists(path.resolve("pid"));
    } catch (IOException e) {
      LOG.warn("cannot delete {}", path.resolve("pid"), e);
    }
  }

  void writeMarker() throws IOException {
    Files.writeString(
        path.resolve(MARKER), "A Terse store: see docs/reference/rocksdb-format.md\n");
  }

  StoreException unusable(IOException e) {
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
      syncAncestors();
      writeMarker();
    }
    sync(marker, StandardOpenOption.WRITE);
    Files.createDirectories(path.resolve(DATABASE));
    sync(path, StandardOpenOption.READ);
  }

  /**
   * Makes this directory's name durable, before the marker says that it is. Any of the directories
   * above may have been made just now, or by an attempt that was killed.
   */
  void syncAncestors() throws IOException {
    FileStore disk = Files.getFileStore(path);
    for (Path above = path.getParent();
        above != null && Files.getFileStore(above).equals(disk);
        above = above.getParent()) {
      try {
        sync(above, StandardOpenOption.READ);
      } catch (AccessDeniedException e) {
        LOG.debug("{} is not ours to read, so it was there before", above, e);
      }
    }
  }

  void refuseStrangers() throws IOException {
    if (Files.exists(path.resolve(UnfinishedDirectory.MARKER))) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          OPEN,
          "a restore into " + path + " has not ended: run it again, or empty the directory");
    }
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(file -> !file.endsWith(LOST_AND_FOUND))) {
        throw new StoreException(
            Reason.INCOMPATIBLE,
            OPEN,
            path + " is not empty and no Terse store: name an empty directory or a new one");
      }
    }
  }

  private boolean holdsStore() throws IOException {
    Path db = path.resolve(DATABASE);
    return Files.exists(path.resolve(MARKER))
        && Files.exists(db)
        && (Files.exists(db.resolve(HEAD)) || isHeadless(db));
  }

  /** Without its head RocksDB would start an empty database over the files of the old one. */
  private static void refuseHeadless(Path db) throws IOException {
    if (isHeadless(db)) {
      throw new StoreException(
          Reason.CORRUPT, OPEN, db + " has lost its file " + HEAD + ": restore it from a backup");
    }
  }

  private static boolean isHeadless(Path db) throws IOException {
    if (Files.exists(db.resolve(HEAD))) {
      return false;
    }
    try (Stream<Path> files = Files.list(db)) {
      return files.anyMatch(
          file -> file.toString().endsWith(".sst") || file.toString().endsWith(".log"));
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

  static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }
}
