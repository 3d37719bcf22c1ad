package dev.terse.store.rocksdb.commit;

import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.record.Value;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Snapshot;
import dev.terse.store.rocksdb.disk.View;
import dev.terse.store.rocksdb.record.Keys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What a batch of operations has decided so far, laid over the database: later operations see what
 * earlier ones will have written. Used by the committer's thread only.
 */
public final class Batch implements View {
  /** Stands for a deletion: nothing that is stored is empty. */
  private static final byte[] DELETED = {};

  private final Snapshot database;
  private final Map<Column, NavigableMap<byte[], byte[]>> written = new EnumMap<>(Column.class);
  private final Map<Column, Long> deletedUpTo = new EnumMap<>(Column.class);
  private final List<byte[]> counters = new ArrayList<>();
  private final List<byte[]> visits = new ArrayList<>();
  private final List<LinkKey> changed = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();
  private final long firstChange;

  Batch(Snapshot database, long firstChange) {
    this.database = database;
    this.firstChange = firstChange;
  }

  @Override
  public byte @Nullable [] get(Column column, byte[] key) throws RocksDBException {
    byte[] own = column(column).get(key);
    if (own == null) {
      return database.get(column, key);
    }
    return isDeletion(own) ? null : own;
  }

  @Override
  public void scan(Column column, byte[] prefix, Visitor visitor) throws RocksDBException {
    Overlay overlay = new Overlay(column(column).tailMap(prefix, true), prefix, visitor);
    database.scan(column, prefix, overlay::visitStored);
    overlay.finish();
  }

  /** Puts {@code value}. */
  public void put(Column column, byte[] key, byte[] value) {
    column(column).put(key, value);
  }

  /** Deletes {@code key}. */
  public void delete(Column column, byte[] key) {
    column(column).put(key, DELETED);
  }

  /** Deletes everything numbered {@code last} or less; nothing of that may be put as well. */
  public void deleteUpTo(Column column, long last) {
    deletedUpTo.put(column, last);
  }

  /** Adds {@code visits} to the counter at {@code key}. */
  public void addVisits(byte[] key, long count) {
    counters.add(key);
    visits.add(littleEndian(count));
  }

  /** Does {@code what} once the batch is durable, before anybody is told of it. */
  public void onceDurable(Runnable what) {
    afterwards.add(what);
  }

  /** Notes that the link {@code id} at {@code key} changes, for the index and for listeners. */
  public void changed(LinkKey key, LinkId id) {
    byte[] number = Keys.number(firstChange + changed.size());
    put(Column.PENDING, number, Keys.age(key.domain(), id));
    changed.add(key);
  }

  /** Forgets the changes up to {@code last}, which the index holds. */
  public void forgetChanges(long last) {
    deleteUpTo(Column.PENDING, last);
    put(Column.META, Keys.INDEXED, Value.of(Keys.INDEXED, last));
  }

  /** The keys of the links that change, in order. */
  List<LinkKey> changed() {
    return changed;
  }

  /** What is to be done once it is durable, in order. */
  List<Runnable> afterwards() {
    return afterwards;
  }

  boolean isEmpty() {
    return visits.isEmpty()
        && deletedUpTo.isEmpty()
        && written.values().stream().allMatch(Map::isEmpty);
  }

  void fill(WriteBatch batch, Function<Column, ColumnFamilyHandle> handles)
      throws RocksDBException {
    for (Map.Entry<Column, Long> end : deletedUpTo.entrySet()) {
      batch.deleteRange(
          handles.apply(end.getKey()), Keys.number(0), Keys.number(end.getValue() + 1));
    }
    for (Map.Entry<Column, NavigableMap<byte[], byte[]>> column : written.entrySet()) {
      ColumnFamilyHandle handle = handles.apply(column.getKey());
      for (Map.Entry<byte[], byte[]> entry : column.getValue().entrySet()) {
        if (isDeletion(entry.getValue())) {
          batch.delete(handle, entry.getKey());
        } else {
          batch.put(handle, entry.getKey(), entry.getValue());
        }
      }
    }
    ColumnFamilyHandle visited = handles.apply(Column.VISITS);
    for (int i = 0; i < counters.size(); i++) {
      batch.merge(visited, counters.get(i), visits.get(i));
    }
  }

  private static byte[] littleEndian(long count) {
    return ByteBuffer.allocate(Long.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(count)
        .array();
  }

  private static boolean isDeletion(byte[] value) {
    return value.length == 0;
  }

  private NavigableMap<byte[], byte[]> column(Column column) {
    return written.computeIfAbsent(column, _ -> new TreeMap<>(Arrays::compareUnsigned));
  }

  /** Merges a batch's own entries, in order, into those that are stored. */
  private static final class Overlay {
    private final Iterator<Map.Entry<byte[], byte[]>> own;
    private final byte[] prefix;
    private final Visitor visitor;
    private Map.@Nullable Entry<byte[], byte[]> next;
    private boolean done;

    Overlay(NavigableMap<byte[], byte[]> entries, byte[] prefix, Visitor visitor) {
      this.own = entries.entrySet().iterator();
      this.prefix = prefix;
      this.visitor = visitor;
      advance();
    }

    boolean visitStored(byte[] key, byte[] value) throws RocksDBException {
      while (!done && next != null && Arrays.compareUnsigned(next.getKey(), key) < 0) {
        visitOwn(next);
      }
      if (done) {
        return false;
      }
      if (next != null && Arrays.equals(next.getKey(), key)) {
        visitOwn(next);
      } else {
        done = !visitor.visit(key, value);
      }
      return !done;
    }

    void finish() throws RocksDBException {
      while (!done && next != null) {
        visitOwn(next);
      }
    }

    private void visitOwn(Map.Entry<byte[], byte[]> entry) throws RocksDBException {
      advance();
      if (!isDeletion(entry.getValue())) {
        done = !visitor.visit(entry.getKey(), entry.getValue());
      }
    }

    private void advance() {
      next = own.hasNext() ? own.next() : null;
      if (next != null && !Keys.startsWith(next.getKey(), prefix)) {
        next = null;
      }
    }
  }
}
