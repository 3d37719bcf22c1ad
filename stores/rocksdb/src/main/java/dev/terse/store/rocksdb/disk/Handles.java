package dev.terse.store.rocksdb.disk;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.rocksdb.ColumnFamilyHandle;

/** The native handles of the column families. */
final class Handles {
  private final Map<Column, ColumnFamilyHandle> byColumn = new EnumMap<>(Column.class);

  /** Handles in the order of {@link Column#values()}. */
  Handles(List<ColumnFamilyHandle> opened) {
    Iterator<ColumnFamilyHandle> next = opened.iterator();
    for (Column column : Column.values()) {
      byColumn.put(column, next.next());
    }
  }

  ColumnFamilyHandle get(Column column) {
    ColumnFamilyHandle handle = byColumn.get(column);
    if (handle == null) {
      throw new AssertionError("every column was opened");
    }
    return handle;
  }
}
