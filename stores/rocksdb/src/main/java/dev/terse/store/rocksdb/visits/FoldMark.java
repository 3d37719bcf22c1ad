package dev.terse.store.rocksdb.visits;

import dev.terse.core.link.LinkId;
import dev.terse.core.record.RecordReader;
import dev.terse.core.record.RecordWriter;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.View;
import dev.terse.store.rocksdb.record.Keys;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * How much of the journal the counters hold: of the records up to {@code number}, what they say of
 * links and hours up to {@code link} and {@code hour}, in that order. Written in the batch that
 * changes the counters, so it tells the truth at any moment.
 *
 * @param link null for everything
 */
record FoldMark(long number, @Nullable LinkId link, int hour) {
  private static final byte[] KEY = Keys.name("visits-folded");
  private static final int NUMBER = 1;
  private static final int LINK = 2;
  private static final int HOUR = 3;

  /** Says that the counters hold all records up to {@code number}. */
  static FoldMark all(long number) {
    return new FoldMark(number, null, 0);
  }

  /** What {@code view} holds of it. */
  static FoldMark read(View view) throws RocksDBException {
    byte[] record = view.get(Column.META, KEY);
    if (record == null) {
      return all(0);
    }
    RecordReader field = new RecordReader("how far visits are counted", KEY, record);
    long number = 0;
    LinkId link = null;
    int hour = 0;
    while (field.next()) {
      switch (field.tag()) {
        case NUMBER -> number = field.number();
        case LINK -> link = field.id();
        case HOUR -> hour = (int) field.number();
        default -> {}
      }
    }
    return new FoldMark(number, link, hour);
  }

  void write(Batch batch) {
    RecordWriter record = new RecordWriter().number(NUMBER, number);
    if (link != null) {
      record.bytes(LINK, link.bytes()).number(HOUR, hour);
    }
    batch.put(Column.META, KEY, record.seal(KEY));
  }

  /** Whether the counters hold what the records up to its number say of a link and hour. */
  boolean covers(LinkId other, int itsHour) {
    if (link == null) {
      return true;
    }
    int order = other.compareTo(link);
    return order < 0 || (order == 0 && itsHour <= hour);
  }
}
