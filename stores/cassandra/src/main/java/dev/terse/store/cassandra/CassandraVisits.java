package dev.terse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.LinkId;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.cassandra.paxos.Lanes;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.session.Gate;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Visits as rows of this writer's own, whose sum over all writers is the count.
 *
 * <p>Cassandra's counters cannot be asked again after a timeout without counting twice. Here each
 * writer keeps in memory how many visits it has counted for a link, and for a link and hour, and
 * writes that number over its former one: written twice it counts once. A batch that failed
 * half-way has not been counted in memory, so the same batch offered again writes the same numbers,
 * and any other batch first puts back those that it does not itself write. What has not been
 * written for long is forgotten, and begins again as a new writer's row.
 */
final class CassandraVisits implements VisitStore {
  /** Counts that are kept in memory. */
  private static final int MAX_COUNTS = 65_536;

  /** In place of an hour: the sum of all, in the same partition, so that both are one write. */
  private static final int ALL = -1;

  private static final long HOUR_SECONDS = 3_600;

  /** Counts of one link that are one write. */
  private static final int MAX_WRITE = 100;

  private final Gate gate;
  private final Cluster cluster;
  private final Lanes lane;
  private final Supplier<UUID> names;
  private final PreparedStatement put;
  private final PreparedStatement total;
  private final PreparedStatement hours;

  /** Those of {@link #lane}'s holder. */
  private final Map<Place, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  private final Set<Place> doubtful = new LinkedHashSet<>();

  CassandraVisits(Gate gate, Cluster cluster, Supplier<UUID> names) {
    this.gate = gate;
    this.cluster = cluster;
    this.lane = new Lanes(cluster.timeout().multipliedBy(4));
    this.names = names;
    this.put =
        cluster.prepare("INSERT INTO %s.visits (link, hour, writer, visits) VALUES (?, ?, ?, ?)");
    this.total = cluster.prepare(
        "SELECT SUM(visits) AS visits FROM %s.visits WHERE link = ? AND hour = " + ALL);
    this.hours = cluster.prepare("SELECT hour, SUM(visits) AS visits FROM %s.visits"
        + " WHERE link = ? AND hour >= ? GROUP BY hour");
  }

  /** Where visits are counted: a link, in an hour since 1970 or in {@link #ALL}. */
  private record Place(LinkId link, int hour) {}

  /** How many visits a writer has counted. */
  private record Count(UUID writer, long visits) {}

  @Override
  public void add(List<VisitTally> tallies) {
    String operation = "visits.add";
    List<VisitTally> all = List.copyOf(tallies);
    gate.pass(operation, () -> lane.alone(operation, this, () -> addAlone(operation, all)));
  }

  private int addAlone(String operation, List<VisitTally> tallies) {
    if (doubtful.size() > MAX_COUNTS) {
      write(operation, putBack());
    }
    Map<Place, Count> written = putBack();
    for (VisitTally tally : tallies) {
      add(written, new Place(tally.link(), hour(tally.hour())), tally.visits());
      add(written, new Place(tally.link(), ALL), tally.visits());
    }
    write(operation, written);
    return tallies.size();
  }

  /** What stands in doubt, as it was before. */
  private Map<Place, Count> putBack() {
    Map<Place, Count> before = new LinkedHashMap<>();
    for (Place place : doubtful) {
      before.put(place, count(place));
    }
    return before;
  }

  private void write(String operation, Map<Place, Count> written) {
    // A count that is begun here keeps its writer, whatever becomes of this batch.
    written.forEach((place, count) -> counts.putIfAbsent(place, new Count(count.writer(), 0)));
    doubtful.addAll(written.keySet());
    cluster.each(operation, writes(written), batch -> batch);
    counts.putAll(written);
    doubtful.clear();
    var eldest = counts.entrySet().iterator();
    for (int excess = counts.size() - MAX_COUNTS; excess > 0; excess--) {
      eldest.next();
      eldest.remove();
    }
  }

  private void add(Map<Place, Count> written, Place place, long visits) {
    Count before = written.computeIfAbsent(place, this::count);
    written.put(place, new Count(before.writer(), before.visits() + visits));
  }

  private Count count(Place place) {
    Count count = counts.get(place);
    return count == null ? new Count(names.get(), 0) : count;
  }

  /** Those of one link together: in one partition a batch is one write. */
  private List<BatchStatement> writes(Map<Place, Count> written) {
    Map<LinkId, List<BoundStatement>> byLink = new LinkedHashMap<>();
    written.forEach((place, count) -> byLink
        .computeIfAbsent(place.link(), _ -> new ArrayList<>())
        .add(put.bind(bytes(place.link()), place.hour(), count.writer(), count.visits())));
    List<BatchStatement> writes = new ArrayList<>();
    for (List<BoundStatement> ofLink : byLink.values()) {
      for (int from = 0; from < ofLink.size(); from += MAX_WRITE) {
        writes.add(BatchStatement.newInstance(
                BatchType.UNLOGGED,
                List.copyOf(ofLink.subList(from, Math.min(from + MAX_WRITE, ofLink.size()))))
            .setIdempotent(true));
      }
    }
    return writes;
  }

  @Override
  public Map<LinkId, Long> totals(Collection<LinkId> links) {
    String operation = "visits.totals";
    return gate.pass(operation, () -> {
      List<LinkId> ids = List.copyOf(links);
      List<@Nullable Row> sums = cluster.each(operation, ids, id -> total.bind(bytes(id)));
      Map<LinkId, Long> totals = new HashMap<>();
      for (int i = 0; i < ids.size(); i++) {
        totals.put(ids.get(i), visits(sums.get(i)));
      }
      return totals;
    });
  }

  @Override
  public List<VisitTally> hours(LinkId link, Instant from, int limit) {
    String operation = "visits.hours";
    return gate.pass(operation, () -> {
      List<VisitTally> found = new ArrayList<>();
      for (Row row : cluster.run(operation, hours.bind(bytes(link), hour(from)))) {
        if (visits(row) > 0) {
          Instant hour = Instant.ofEpochSecond(row.getInt("hour") * HOUR_SECONDS);
          found.add(new VisitTally(link, hour, visits(row)));
        }
        if (found.size() == limit) {
          break;
        }
      }
      return found;
    });
  }

  private static int hour(Instant instant) {
    return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), HOUR_SECONDS));
  }

  private static long visits(@Nullable Row row) {
    return row == null ? 0 : row.getLong("visits");
  }

  private static ByteBuffer bytes(LinkId link) {
    return ByteBuffer.wrap(link.bytes());
  }
}
