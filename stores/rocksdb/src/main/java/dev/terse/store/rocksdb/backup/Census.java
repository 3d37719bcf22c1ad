package dev.terse.store.rocksdb.backup;

import dev.terse.core.link.LinkKey;
import dev.terse.core.record.ApiKeyRecord;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import dev.terse.core.record.RecordReader;
import dev.terse.core.record.Value;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.record.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a database holds.
 *
 * @param columns how many entries each column has, and their checksum
 * @param damaged entries whose own checksum is wrong, or that make no sense
 * @param position of the sequence
 */
public record Census(Map<Column, Count> columns, long damaged, long position) {
  private static final Logger LOG = LoggerFactory.getLogger(Census.class);
  private static final byte[] ALL = {};

  /** Entries between two reports of how far it is. */
  private static final int REPORT_EVERY = 10_000;

  /**
   * One column.
   *
   * @param entries how many
   * @param checksum CRC-32C of their keys and values with their lengths, in order
   */
  public record Count(long entries, long checksum) {}

  /** Copies. */
  public Census {
    columns = Map.copyOf(columns);
  }

  /**
   * Counts.
   *
   * @param progress told how many entries have been read, now and then
   */
  public static Census of(Database database, LongConsumer progress) throws RocksDBException {
    return database.lookInside(snapshot -> {
      Map<Column, Count> columns = new EnumMap<>(Column.class);
      Tally all = new Tally(progress);
      for (Column column : Column.values()) {
        CRC32C checksum = new CRC32C();
        long before = all.entries;
        snapshot.scan(column, ALL, (key, value) -> {
          all.take(column, key, value, checksum);
          return true;
        });
        columns.put(column, new Count(all.entries - before, checksum.getValue()));
      }
      byte[] sequence = Keys.SEQUENCE;
      long position = Value.number("the sequence", sequence, snapshot.get(Column.META, sequence));
      return new Census(columns, all.damaged, position);
    });
  }

  /** How many entries {@code column} has. */
  public long entries(Column column) {
    Count count = columns.get(column);
    return count == null ? 0 : count.entries();
  }

  /** What has been read so far. */
  private static final class Tally {
    private final LongConsumer progress;
    private final byte[] lengths = new byte[2 * Integer.BYTES];
    private long entries;
    private long damaged;

    Tally(LongConsumer progress) {
      this.progress = progress;
    }

    void take(Column column, byte[] key, byte[] value, CRC32C checksum) {
      ByteBuffer.wrap(lengths).putInt(key.length).putInt(value.length);
      checksum.update(lengths);
      checksum.update(key);
      checksum.update(value);
      if (!isSound(column, key, value)) {
        damaged++;
      }
      if (++entries % REPORT_EVERY == 0) {
        progress.accept(entries);
      }
    }

    private static boolean isSound(Column column, byte[] key, byte[] value) {
      try {
        switch (column) {
          case LINKS -> LinkRecord.decode(LinkKey.of(key), key, value);
          case API_KEYS -> ApiKeyRecord.decode(new String(key, StandardCharsets.UTF_8), key, value);
          case META, TOMBSTONES, JOURNAL ->
            new RecordReader("a record in " + column.text(), key, value);
          case VISITS -> {
            return value.length == Long.BYTES;
          }
          case AGES, TARGETS, PENDING, RECEIPTS -> {
            return value.length > 0;
          }
        }
        return true;
      } catch (RecordException | IllegalArgumentException e) {
        LOG.warn("a damaged record: {}", e.getMessage());
        return false;
      }
    }
  }
}
