package dev.terse.store.rocksdb.disk;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** A state of the database that does not change while it is looked at. */
public interface View {

  /** The value of {@code key}, or null. */
  byte @Nullable [] get(Column column, byte[] key) throws RocksDBException;

  /**
   * Shows {@code visitor} the entries that begin with {@code prefix}, in order, until it is done.
   */
  void scan(Column column, byte[] prefix, Visitor visitor) throws RocksDBException;

  /** Looks at entries. */
  @FunctionalInterface
  interface Visitor {
    /** Looks at one entry and tells whether it wants the next. */
    boolean visit(byte[] key, byte[] value) throws RocksDBException;
  }
}
