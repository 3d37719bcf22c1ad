package dev.terse.store.rocksdb.visits;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitCounts;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.record.Keys;
import java.util.List;

/** The records of the journal that are folded together, added up. Used by one thread at a time. */
final class Generation {
  private final VisitCounts counts = new VisitCounts();
  private int records;
  private long written;
  private int[] order = {};
  private int next;

  /** Adds what a record holds. */
  void add(List<VisitTally> tallies) {
    tallies.forEach(counts::add);
    records++;
    written += tallies.size();
  }

  /** Adds the record that is stored under {@code key}. */
  void replay(byte[] key, byte[] record) {
    written += JournalRecord.decode(key, record, counts::add);
    records++;
  }

  boolean isEmpty() {
    return counts.size() == 0;
  }

  boolean isFull(FoldLimits limits) {
    return records >= limits.records()
        || written >= limits.written()
        || counts.size() >= limits.tallies();
  }

  /** Copies into {@code into} what it holds of {@code link} from the hour {@code from} on. */
  void copy(LinkId link, int from, VisitCounts into) {
    counts.forEach(link, from, (hour, visits) -> into.add(link, hour, visits));
  }

  /** Puts it in order: nothing is added any more. */
  void close() {
    order = counts.sorted();
    next = 0;
  }

  /**
   * Adds the next {@code share} tallies that {@code mark} does not cover to the counters.
   *
   * @param number that of its last record
   */
  FoldMark fold(Batch batch, FoldMark mark, long number, int share) {
    int at = next;
    while (mark.number() == number && at < order.length && isCovered(order[at], mark)) {
      at++;
    }
    int end = Math.min(order.length, at + share);
    for (; at < end; at++) {
      int entry = order[at];
      LinkId link = counts.link(entry);
      batch.addVisits(link.bytes(), counts.visits(entry));
      batch.addVisits(Keys.hour(link, counts.hour(entry)), counts.visits(entry));
    }
    int reached = end;
    batch.onceDurable(() -> next = reached);
    return end == order.length
        ? FoldMark.all(number)
        : new FoldMark(number, counts.link(order[end - 1]), counts.hour(order[end - 1]));
  }

  void clear() {
    counts.clear();
    order = new int[0];
    records = 0;
    written = 0;
  }

  private boolean isCovered(int entry, FoldMark mark) {
    return mark.covers(counts.link(entry), counts.hour(entry));
  }
}
