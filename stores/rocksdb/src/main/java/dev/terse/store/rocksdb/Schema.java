package dev.terse.store.rocksdb;

import dev.terse.core.record.Value;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.commit.Operation;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.record.Keys;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * The layout's version. Version 1 is an empty database; each step leads one version on, together
 * with the record that says so in one batch, so a step killed half-way has not happened.
 *
 * @param steps what leads from version 1 to 2, from 2 to 3 and so on
 */
record Schema(List<Operation<?>> steps) {
  /** What this version of Terse reads and writes: from 2 on, visits may be in the journal. */
  static final Schema CURRENT = new Schema(List.of(_ -> true));

  private static final String OPEN = "store.open";
  private static final byte[] KEY = Keys.name("schema");

  long version() {
    return 1L + steps.size();
  }

  /** Brings the store to this version; throws if it is of a newer one. */
  void settle(Committer committer) {
    long found = committer.commit(OPEN, this::begin);
    if (found > version()) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          OPEN,
          "the store has layout " + found + " and this version of Terse knows up to " + version()
              + ": start the newer version, or restore a backup from before it");
    }
    for (long from = found; from < version(); from++) {
      Operation<?> step = steps.get((int) from - 1);
      long next = from + 1;
      committer.commit(OPEN, batch -> {
        step.decide(batch);
        return write(batch, next);
      });
    }
  }

  private long begin(Batch batch) throws RocksDBException {
    long found = Value.number("the schema", KEY, batch.get(Column.META, KEY));
    return found == 0 ? write(batch, version()) : found;
  }

  private static long write(Batch batch, long version) {
    batch.put(Column.META, KEY, Value.of(KEY, version));
    return version;
  }
}
