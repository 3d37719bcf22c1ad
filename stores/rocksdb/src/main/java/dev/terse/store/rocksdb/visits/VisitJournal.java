package dev.terse.store.rocksdb.visits;

import dev.terse.core.link.LinkId;
import dev.terse.core.visit.VisitCounts;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Snapshot;
import dev.terse.store.rocksdb.record.Keys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Visits that are durable and not in the counters yet. {@link #look} is safe for use by many
 * threads; all else is the committer's.
 *
 * <p>Each list of tallies becomes one record, and is added up in memory once that is durable. When
 * there is enough, the generation of records is closed, and each batch from then on adds a share of
 * it to the counters, in order, together with the mark of how far that has come; the last share
 * deletes the records. A batch is on disk or not, so every visit is in exactly one of the two: in
 * the counters, or in a record beyond the mark. At the start the records are read into memory
 * again.
 *
 * <p>A reader copies what memory holds first and looks at the database afterwards. What has been
 * folded in between, the mark tells: it belongs to the same moment as the counters.
 */
final class VisitJournal {
  private static final byte[] ALL = {};

  private final FoldLimits limits;
  private Generation filling = new Generation();
  private Generation folding = new Generation();

  /** The last record of the generation that is folding, or was. */
  private long closed;

  /** The last record of which memory knows. */
  private long known;

  /** The last number that was given to a record, written or not. */
  private long numbered;

  private VisitJournal(FoldLimits limits) {
    this.limits = limits;
  }

  /** The journal as {@code snapshot} has it. */
  static VisitJournal read(Snapshot snapshot, FoldLimits limits) throws RocksDBException {
    VisitJournal journal = new VisitJournal(limits);
    journal.replay(snapshot);
    return journal;
  }

  private synchronized void replay(Snapshot snapshot) throws RocksDBException {
    FoldMark mark = FoldMark.read(snapshot);
    closed = mark.number();
    known = closed;
    snapshot.scan(Column.JOURNAL, ALL, (key, record) -> {
      long number = Keys.number(key);
      Generation generation = number <= closed ? folding : filling;
      generation.replay(key, record);
      known = Math.max(known, number);
      return true;
    });
    folding.close();
    numbered = known;
  }

  /** What is looked at. */
  @FunctionalInterface
  interface Look<T> {
    /** Looks at the counters in {@code snapshot} and at what is to be added to them. */
    T at(Snapshot snapshot, VisitCounts unfolded) throws RocksDBException;
  }

  /** Looks at the visits of {@code links} from the hour {@code from} on. */
  <T> T look(Database database, Set<LinkId> links, int from, Look<T> look) throws RocksDBException {
    T seen = null;
    while (seen == null) {
      Unfolded unfolded = copy(links, from);
      seen = database.<@Nullable T>lookInside(snapshot -> {
        FoldMark mark = FoldMark.read(snapshot);
        return unfolded.isBefore(mark) ? null : look.at(snapshot, unfolded.beyond(mark));
      });
    }
    return seen;
  }

  private synchronized Unfolded copy(Set<LinkId> links, int from) {
    Unfolded copy = new Unfolded(closed, new VisitCounts(), new VisitCounts());
    for (LinkId link : links) {
      folding.copy(link, from, copy.folding);
      filling.copy(link, from, copy.filling);
    }
    return copy;
  }

  /** What memory held of some links. */
  private record Unfolded(long closed, VisitCounts folding, VisitCounts filling) {

    /** Whether what was filling has been closed and begun with since. */
    boolean isBefore(FoldMark mark) {
      return mark.number() > closed;
    }

    /** What the counters lack that are as far as {@code mark} says. */
    VisitCounts beyond(FoldMark mark) {
      for (int entry = 0; entry < folding.size(); entry++) {
        LinkId link = folding.link(entry);
        int hour = folding.hour(entry);
        if (mark.number() < closed || !mark.covers(link, hour)) {
          filling.add(link, hour, folding.visits(entry));
        }
      }
      return filling;
    }
  }

  /** Journals {@code tallies}, and folds a share. */
  int add(Batch batch, List<VisitTally> tallies) throws RocksDBException {
    numbered++;
    long number = numbered;
    byte[] key = Keys.number(number);
    byte[] record = JournalRecord.encode(tallies, key);
    fold(batch, tallies.size() + limits.share());
    batch.put(Column.JOURNAL, key, record);
    batch.onceDurable(() -> know(number, tallies));
    return tallies.size();
  }

  private synchronized void know(long number, List<VisitTally> tallies) {
    filling.add(tallies);
    known = number;
  }

  /** Folds a share, whether there is much or not; false if there is nothing. */
  boolean foldAny(Batch batch) throws RocksDBException {
    if (folding.isEmpty() && filling.isEmpty()) {
      return false;
    }
    if (folding.isEmpty()) {
      closeGeneration();
    }
    fold(batch, limits.share());
    return true;
  }

  private void fold(Batch batch, int share) throws RocksDBException {
    if (folding.isEmpty() && filling.isFull(limits)) {
      closeGeneration();
    }
    FoldMark mark = FoldMark.read(batch);
    if (folding.isEmpty() || mark.equals(FoldMark.all(closed))) {
      return;
    }
    FoldMark reached = folding.fold(batch, mark, closed, share);
    reached.write(batch);
    if (reached.equals(FoldMark.all(closed))) {
      batch.deleteUpTo(Column.JOURNAL, closed);
      batch.onceDurable(this::forgetFolded);
    }
  }

  /** Outside the lock it is sorted, since only this thread changes it. */
  private void closeGeneration() {
    filling.close();
    swap();
  }

  private synchronized void swap() {
    Generation open = folding;
    folding = filling;
    filling = open;
    closed = known;
  }

  private synchronized void forgetFolded() {
    folding.clear();
  }
}
