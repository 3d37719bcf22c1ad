package dev.terse.store.rocksdb;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.record.RecordException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rocksdb.RocksDBException;

/**
 * Visits as counters that RocksDB adds up: one for each link and hour, and one for each link, so
 * that a total is a single read. Both are written in one batch.
 */
final class RocksVisits implements VisitStore {
  private final Database database;
  private final Committer committer;

  RocksVisits(Database database, Committer committer) {
    this.database = database;
    this.committer = committer;
  }

  @Override
  public void add(List<VisitTally> tallies) {
    List<VisitTally> all = List.copyOf(tallies);
    String operation = "visits.add";
    database.<Integer>read(
        operation,
        () -> committer.commitOnce(operation, batch -> {
          List<byte[]> hours =
              all.stream().map(tally -> Keys.hour(tally.link(), tally.hour())).toList();
          for (int i = 0; i < all.size(); i++) {
            VisitTally tally = all.get(i);
            batch.addVisits(hours.get(i), tally.visits());
            batch.addVisits(Keys.id(tally.link()), tally.visits());
          }
          return all.size();
        }));
  }

  @Override
  public Map<LinkId, Long> totals(Collection<LinkId> links) {
    return database.read("visits.totals", () -> {
      Map<LinkId, Long> totals = new HashMap<>();
      for (LinkId link : links) {
        totals.put(link, total(link));
      }
      return totals;
    });
  }

  private long total(LinkId link) throws RocksDBException {
    byte[] counter = database.get(Column.VISITS, Keys.id(link));
    if (counter == null) {
      return 0;
    }
    if (counter.length != Long.BYTES) {
      throw RecordException.damaged("the visits of link " + link);
    }
    return ByteBuffer.wrap(counter).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }
}
