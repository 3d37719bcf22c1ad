package dev.terse.store.rocksdb.visits;

import dev.terse.core.link.LinkId;
import dev.terse.core.record.RecordReader;
import dev.terse.core.record.RecordWriter;
import dev.terse.core.visit.VisitCounts;
import dev.terse.core.visit.VisitTally;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A record of the journal: tallies, those of one hour together as long as they come so. */
final class JournalRecord {
  private static final int HOUR = 1;
  private static final int TALLIES = 2;

  /** Most bytes of a positive number in groups of seven bits. */
  private static final int NUMBER_BYTES = 9;

  private JournalRecord() {}

  /** Takes what a record says. */
  @FunctionalInterface
  interface Reader {
    /** Takes the visits of a link in an hour. */
    void take(LinkId link, int hour, long visits);
  }

  /** The bytes to store under {@code key}. */
  static byte[] encode(List<VisitTally> tallies, byte[] key) {
    RecordWriter record = new RecordWriter();
    ByteBuffer ofAnHour = ByteBuffer.allocate(tallies.size() * (LinkId.BYTES + NUMBER_BYTES));
    for (int i = 0; i < tallies.size(); i++) {
      VisitTally tally = tallies.get(i);
      put(ofAnHour, tally);
      if (i + 1 == tallies.size() || !tally.hour().equals(tallies.get(i + 1).hour())) {
        record.number(HOUR, VisitCounts.hour(tally.hour()));
        record.bytes(TALLIES, Arrays.copyOf(ofAnHour.array(), ofAnHour.position()));
        ofAnHour.clear();
      }
    }
    return record.seal(key);
  }

  /** Gives {@code reader} what the record stored under {@code key} says; returns how much. */
  static int decode(byte[] key, byte[] bytes, Reader reader) {
    RecordReader field = new RecordReader("a record of visits", key, bytes);
    int hour = 0;
    int size = 0;
    while (field.next()) {
      switch (field.tag()) {
        case HOUR -> hour = (int) field.number();
        case TALLIES -> size += decode(hour, field, reader);
        default -> {}
      }
    }
    return size;
  }

  private static int decode(int hour, RecordReader field, Reader reader) {
    ByteBuffer tallies = ByteBuffer.wrap(field.bytes());
    int size = 0;
    try {
      while (tallies.hasRemaining()) {
        LinkId link = new LinkId(new UUID(tallies.getLong(), tallies.getLong()));
        reader.take(link, hour, number(tallies));
        size++;
      }
      return size;
    } catch (BufferUnderflowException e) {
      throw field.damaged();
    }
  }

  private static void put(ByteBuffer to, VisitTally tally) {
    UUID id = tally.link().value();
    to.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    long rest = tally.visits();
    while (rest > 0x7F) {
      to.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    to.put((byte) rest);
  }

  private static long number(ByteBuffer from) {
    long number = 0;
    int shift = 0;
    byte group;
    do {
      group = from.get();
      number |= (group & 0x7FL) << shift;
      shift += 7;
    } while (group < 0);
    return number;
  }
}
