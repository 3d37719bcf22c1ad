package dev.terse.store.rocksdb.commit;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * One change, decided on the committer's thread against everything decided before it.
 *
 * @param <T> what becomes of it
 */
@FunctionalInterface
public interface Operation<T extends @Nullable Object> {
  /**
   * Reads what it needs, then writes: an operation that throws must not have written, because the
   * rest of the batch is committed all the same.
   */
  T decide(Batch batch) throws RocksDBException;
}
