package dev.terse.store.rocksdb;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.backup.CheckpointBackup;
import dev.terse.store.rocksdb.directory.Room;
import dev.terse.store.rocksdb.directory.StoreDirectory;
import dev.terse.store.rocksdb.disk.Database;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes backups of checkpoints, one at a time: each keeps files that would be deleted otherwise.
 * Safe for use by many threads.
 */
final class Checkpoints {
  private static final String BACKUP = "store.backup";

  private final StoreDirectory directory;
  private final Database database;
  private final Room room;
  private final AtomicBoolean busy = new AtomicBoolean();

  Checkpoints(StoreDirectory directory, Database database, Room room) {
    this.directory = directory;
    this.database = database;
    this.room = room;
  }

  /** A backup of the database as it is now. */
  Store.Backup begin(Instant now) {
    if (!busy.compareAndSet(false, true)) {
      throw new StoreException(
          Reason.BUSY, BACKUP, "another backup is under way: wait until it has ended");
    }
    AtomicBoolean held = new AtomicBoolean(true);
    Runnable release = () -> {
      if (held.compareAndSet(true, false)) {
        directory.forgetCheckpoint();
        busy.set(false);
      }
    };
    try {
      return database.read(BACKUP, () -> {
        // It writes what is in memory only; a failure of that would stop the store.
        if (!room.isLeft()) {
          throw new StoreException(Reason.FULL, BACKUP, room.refusal());
        }
        database.checkpoint(directory.checkpoint());
        return new CheckpointBackup(directory.checkpoint(), now, release);
      });
    } catch (RuntimeException e) {
      release.run();
      throw e;
    }
  }
}
