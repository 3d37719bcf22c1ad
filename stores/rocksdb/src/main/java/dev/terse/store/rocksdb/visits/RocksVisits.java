package dev.terse.store.rocksdb.visits;

import dev.terse.core.link.LinkId;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitCounts;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Snapshot;
import dev.terse.store.rocksdb.record.Keys;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits as counters that RocksDB adds up, one for each link and hour, and one for each link, so
 * that a total is a single read; and the journal from which the counters are fed.
 */
public final class RocksVisits implements VisitStore {
  private static final Logger LOG = LoggerFactory.getLogger(RocksVisits.class);
  private static final long HOUR_SECONDS = 3_600;

  private final Database database;
  private final Committer committer;
  private final VisitJournal journal;

  /** The visits of {@code database}, as they were left. */
  public RocksVisits(Database database, Committer committer, FoldLimits limits) {
    this.database = database;
    this.committer = committer;
    this.journal = database.look("store.open", snapshot -> VisitJournal.read(snapshot, limits));
  }

  @Override
  public void add(List<VisitTally> tallies) {
    List<VisitTally> all = List.copyOf(tallies);
    String operation = "visits.add";
    if (!all.isEmpty()) {
      database.<Integer>read(
          operation, () -> committer.commitOnce(operation, batch -> journal.add(batch, all)));
    }
  }

  @Override
  public Map<LinkId, Long> totals(Collection<LinkId> links) {
    return database.read(
        "visits.totals",
        () -> journal.look(database, Set.copyOf(links), Integer.MIN_VALUE, (snapshot, unfolded) -> {
          Map<LinkId, Long> totals = new HashMap<>();
          for (LinkId link : links) {
            totals.put(link, total(snapshot, link));
          }
          for (int entry = 0; entry < unfolded.size(); entry++) {
            totals.merge(unfolded.link(entry), unfolded.visits(entry), Long::sum);
          }
          return totals;
        }));
  }

  @Override
  public List<VisitTally> hours(LinkId link, Instant from, int limit) {
    int first = VisitCounts.hour(from);
    return database.read(
        "visits.hours",
        () -> journal.look(database, Set.of(link), first, (snapshot, unfolded) -> {
          Map<Integer, Long> hours = new TreeMap<>();
          snapshot.scan(Column.VISITS, link.bytes(), Keys.hour(link, first), (key, counter) -> {
            hours.put(Keys.hour(key), visits(link, counter));
            return hours.size() < limit;
          });
          unfolded.forEach(link, first, (hour, visits) -> hours.merge(hour, visits, Long::sum));
          return tallies(link, hours, limit);
        }));
  }

  /** Empties the journal, so that the next start need not read it. */
  public void settle() {
    try {
      boolean more;
      do {
        more = committer.commit("visits.fold", journal::foldAny);
      } while (more);
    } catch (StoreException e) {
      LOG.warn("visits stay in the journal, to be counted later: {}", e.getMessage());
    }
  }

  private static List<VisitTally> tallies(LinkId link, Map<Integer, Long> hours, int limit) {
    List<VisitTally> tallies = new ArrayList<>();
    hours.entrySet().stream().limit(limit).forEach(hour -> {
      Instant start = Instant.ofEpochSecond(hour.getKey() * HOUR_SECONDS);
      tallies.add(new VisitTally(link, start, hour.getValue()));
    });
    return tallies;
  }

  private static long total(Snapshot snapshot, LinkId link) throws RocksDBException {
    byte[] counter = snapshot.get(Column.VISITS, link.bytes());
    return counter == null ? 0 : visits(link, counter);
  }

  private static long visits(LinkId link, byte[] counter) {
    if (counter.length != Long.BYTES) {
      throw RecordException.damaged("the visits of link " + link);
    }
    return ByteBuffer.wrap(counter).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
