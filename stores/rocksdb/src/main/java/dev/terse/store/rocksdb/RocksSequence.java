package dev.terse.store.rocksdb;

import dev.terse.core.record.Value;
import dev.terse.core.store.Sequence;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.View;
import dev.terse.store.rocksdb.record.Keys;
import org.rocksdb.RocksDBException;

/** The sequence, as one number: the first that is not leased. */
final class RocksSequence implements Sequence {
  private final Database database;
  private final Committer committer;

  RocksSequence(Database database, Committer committer) {
    this.database = database;
    this.committer = committer;
  }

  @Override
  public Lease lease(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a lease of " + size + " numbers");
    }
    String operation = "sequence.lease";
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          long first = position(batch);
          if (first > Long.MAX_VALUE - size) {
            throw new StoreException(Reason.FULL, operation, "all numbers have been leased");
          }
          batch.put(Column.META, Keys.SEQUENCE, Value.of(Keys.SEQUENCE, first + size));
          return new Lease(first, size);
        }));
  }

  @Override
  public long position() {
    return database.look("sequence.position", RocksSequence::position);
  }

  @Override
  public void raise(long floor) {
    String operation = "sequence.raise";
    database.<Boolean>read(
        operation,
        () -> committer.commit(operation, batch -> {
          boolean raised = position(batch) < floor;
          if (raised) {
            batch.put(Column.META, Keys.SEQUENCE, Value.of(Keys.SEQUENCE, floor));
          }
          return raised;
        }));
  }

  private static long position(View view) throws RocksDBException {
    return Value.number("the sequence", Keys.SEQUENCE, view.get(Column.META, Keys.SEQUENCE));
  }
}
