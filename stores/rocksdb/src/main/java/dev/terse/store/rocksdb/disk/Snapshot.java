package dev.terse.store.rocksdb.disk;

import dev.terse.store.rocksdb.record.Keys;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** The database as it was at one moment. Used by one thread, within {@link Database#look}. */
public final class Snapshot implements View {
  private final RocksDB db;
  private final Handles handles;
  private final ReadOptions options;

  Snapshot(RocksDB db, Handles handles, ReadOptions options) {
    this.db = db;
    this.handles = handles;
    this.options = options;
  }

  @Override
  public byte @Nullable [] get(Column column, byte[] key) throws RocksDBException {
    return db.get(handles.get(column), options, key);
  }

  @Override
  public void scan(Column column, byte[] prefix, Visitor visitor) throws RocksDBException {
    scan(column, prefix, prefix, visitor);
  }

  /** As {@link #scan(Column, byte[], Visitor)}, from the first key not before {@code from}. */
  public void scan(Column column, byte[] prefix, byte[] from, Visitor visitor)
      throws RocksDBException {
    try (RocksIterator entries = db.newIterator(handles.get(column), options)) {
      entries.seek(from);
      while (entries.isValid() && accepts(entries, prefix, visitor)) {
        entries.next();
      }
      entries.status();
    }
  }

  /** Entries that begin with {@code prefix} and come before {@code end}, last first. */
  public void scanBack(Column column, byte[] prefix, byte[] end, Visitor visitor)
      throws RocksDBException {
    try (RocksIterator entries = db.newIterator(handles.get(column), options)) {
      entries.seek(end);
      if (entries.isValid()) {
        entries.prev();
      } else {
        entries.status();
        entries.seekToLast();
      }
      while (entries.isValid() && accepts(entries, prefix, visitor)) {
        entries.prev();
      }
      entries.status();
    }
  }

  private static boolean accepts(RocksIterator entries, byte[] prefix, Visitor visitor)
      throws RocksDBException {
    byte[] key = entries.key();
    return Keys.startsWith(key, prefix) && visitor.visit(key, entries.value());
  }
}
