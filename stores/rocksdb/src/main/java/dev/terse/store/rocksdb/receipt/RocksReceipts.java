package dev.terse.store.rocksdb.receipt;

import dev.terse.core.record.ReceiptRecord;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.View;
import dev.terse.store.rocksdb.record.Keys;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Receipts by key, each behind the millisecond at which it ends. A second entry for each stands in
 * the order in which they end, and every receipt that is put takes away the first few that have:
 * more than are put, so none stays for long, and no thread is needed.
 */
public final class RocksReceipts implements ReceiptStore {
  /** Ended receipts that are taken away with each that is put. */
  private static final int SWEPT = 4;

  private static final byte[] BY_END = Keys.name("end/");
  private static final String BY_KEY = "key/";
  private static final byte[] THERE = {1};

  private final Database database;
  private final Committer committer;
  private final InstantSource clock;

  /** Receipts end by {@code clock}. */
  public RocksReceipts(Database database, Committer committer, InstantSource clock) {
    this.database = database;
    this.committer = committer;
    this.clock = clock;
  }

  /** A receipt and when it ends, in milliseconds since 1970. */
  private record Kept(Receipt receipt, long end) {}

  @Override
  public @Nullable Receipt find(String key) {
    long now = clock.millis();
    return database.<@Nullable Receipt>look(
        "receipts.find", snapshot -> find(snapshot, key(key), now));
  }

  @Override
  public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
    String operation = "receipts.putIfAbsent";
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          long now = clock.millis();
          Receipt present = find(batch, key(key), now);
          if (present == null) {
            sweep(batch, now);
            put(batch, key(key), receipt, now + keep.toMillis());
          }
          return present == null ? receipt : present;
        }));
  }

  @Override
  public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
    String operation = "receipts.replace";
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          long now = clock.millis();
          boolean asExpected = expected.equals(find(batch, key(key), now));
          if (asExpected) {
            put(batch, key(key), receipt, now + keep.toMillis());
          }
          return asExpected;
        }));
  }

  private static @Nullable Receipt find(View view, byte[] key, long now) throws RocksDBException {
    Kept kept = kept(view, key);
    return kept == null || kept.end() <= now ? null : kept.receipt();
  }

  private static @Nullable Kept kept(View view, byte[] key) throws RocksDBException {
    byte[] bytes = view.get(Column.RECEIPTS, key);
    if (bytes == null) {
      return null;
    }
    if (bytes.length < Long.BYTES) {
      throw RecordException.damaged("receipt");
    }
    byte[] end = Arrays.copyOf(bytes, Long.BYTES);
    byte[] record = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
    return new Kept(ReceiptRecord.decode(Keys.join(end, key), record), Keys.number(end));
  }

  private static void put(Batch batch, byte[] key, Receipt receipt, long millis) {
    byte[] end = Keys.number(millis);
    byte[] record = ReceiptRecord.encode(receipt, Keys.join(end, key));
    batch.put(Column.RECEIPTS, key, Keys.join(end, record));
    batch.put(Column.RECEIPTS, Keys.join(BY_END, end, key), THERE);
  }

  /**
   * Takes the first entries away that have ended, with their receipts unless those were renewed.
   */
  private static void sweep(Batch batch, long now) throws RocksDBException {
    List<byte[]> ended = new ArrayList<>();
    batch.scan(Column.RECEIPTS, BY_END, (entry, _) -> {
      boolean isOver = ByteBuffer.wrap(entry).getLong(BY_END.length) <= now;
      if (isOver) {
        ended.add(entry);
      }
      return isOver && ended.size() < SWEPT;
    });
    for (byte[] entry : ended) {
      byte[] key = Arrays.copyOfRange(entry, BY_END.length + Long.BYTES, entry.length);
      Kept kept = kept(batch, key);
      if (kept != null && kept.end() <= now) {
        batch.delete(Column.RECEIPTS, key);
      }
      batch.delete(Column.RECEIPTS, entry);
    }
  }

  private static byte[] key(String key) {
    return Keys.name(BY_KEY + key);
  }
}
