package dev.terse.store.rocksdb.directory;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a store that is being restored. Until {@link #finish} it has no file
 * {@code terse-store}, so nobody takes it for a store, and a file {@code terse-restore}, by which
 * the next restore knows that it may throw away what an interrupted one left. That file is locked.
 */
public final class UnfinishedDirectory implements AutoCloseable {
  static final String MARKER = "terse-restore";

  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedDirectory.class);

  private final Path path;
  private final StoreDirectory directory;
  private final FileChannel marker;
  private final boolean isNew;
  private boolean finished;

  private UnfinishedDirectory(
      StoreDirectory directory, Path path, FileChannel marker, boolean isNew) {
    this.directory = directory;
    this.path = path;
    this.marker = marker;
    this.isNew = isNew;
  }

  /** Begins a store in {@code place}, where there may be nothing but an interrupted restore. */
  public static UnfinishedDirectory begin(Path place) {
    Path path = place.toAbsolutePath().normalize();
    StoreDirectory directory = new StoreDirectory(path);
    try {
      if (Files.exists(path.resolve(StoreDirectory.MARKER))) {
        throw new StoreException(
            Reason.INCOMPATIBLE,
            StoreDirectory.OPEN,
            "a store is in " + path + " already: move it away, or name another directory");
      }
      boolean isNew = !Files.exists(path);
      Files.createDirectories(path);
      if (!Files.exists(path.resolve(MARKER))) {
        directory.refuseStrangers();
      }
      FileChannel marker = lock(path);
      Trees.delete(path.resolve(StoreDirectory.DATABASE));
      directory.syncAncestors();
      Files.createDirectory(path.resolve(StoreDirectory.DATABASE));
      StoreDirectory.sync(path, StandardOpenOption.READ);
      return new UnfinishedDirectory(directory, path, marker, isNew);
    } catch (IOException e) {
      throw directory.unusable(e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel marker =
        FileChannel.open(path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = marker.tryLock();
      if (lock != null) {
        return marker;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("another thread of this process restores into {}", path, e);
    } catch (IOException e) {
      marker.close();
      throw e;
    }
    marker.close();
    throw new StoreException(
        Reason.LOCKED,
        StoreDirectory.OPEN,
        "another restore into " + path + " is under way: wait for it, or stop it");
  }

  /** Where the database goes. */
  public Path database() {
    return path.resolve(StoreDirectory.DATABASE);
  }

  /** A new file {@code name} of the database, which is durable once it is closed. */
  public OutputStream file(String name) throws IOException {
    FileChannel file = FileChannel.open(
        database().resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new SyncedFile(Channels.newOutputStream(file), file);
  }

  /** The directory as if it were a store already. */
  public StoreDirectory directory() {
    return directory;
  }

  /** Makes it a store, durably. Nobody has the database open. */
  public void finish() {
    try {
      StoreDirectory.sync(database(), StandardOpenOption.READ);
      directory.writeMarker();
      StoreDirectory.sync(path.resolve(StoreDirectory.MARKER), StandardOpenOption.WRITE);
      StoreDirectory.sync(path, StandardOpenOption.READ);
      finished = true;
      marker.close();
      Files.delete(path.resolve(MARKER));
    } catch (IOException e) {
      throw directory.unusable(e);
    }
  }

  /** Leaves nothing of it, unless it is finished. Nobody has the database open. */
  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    try (marker) {
      Trees.delete(database());
      Trees.delete(directory.index());
      Files.deleteIfExists(path.resolve(MARKER));
      if (isNew) {
        deleteIfEmpty();
      }
    } catch (IOException e) {
      LOG.warn("cannot delete what was begun in {}: delete it", path, e);
    }
  }

  private void deleteIfEmpty() throws IOException {
    boolean empty;
    try (Stream<Path> left = Files.list(path)) {
      empty = left.findAny().isEmpty();
    }
    if (empty) {
      Files.delete(path);
    }
  }
}
