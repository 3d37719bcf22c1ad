package dev.terse.store.postgres;

import dev.terse.core.link.LinkId;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.postgres.connect.Database;
import dev.terse.store.postgres.connect.LostCommit;
import dev.terse.store.postgres.connect.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Visits as sums: one for each link and hour, and one for each link, so that a total is a single
 * row. Links are always updated in the order of their ids, so that no two nodes wait for each
 * other.
 */
final class PostgresVisits implements VisitStore {
  private static final String ADD = "visits.add";
  private static final long SECONDS_PER_HOUR = 3_600;

  private final Database database;

  /** The last tallies whose COMMIT went unanswered. */
  private final AtomicReference<@Nullable Doubt> doubt = new AtomicReference<>();

  PostgresVisits(Database database) {
    this.database = database;
  }

  private record Doubt(List<VisitTally> tallies, String transaction) {}

  private record Hour(LinkId link, long hour) implements Comparable<Hour> {
    @Override
    public int compareTo(Hour other) {
      int byLink = link.compareTo(other.link);
      return byLink != 0 ? byLink : Long.compare(hour, other.hour);
    }
  }

  /** What is added again after an unknown outcome is counted once, as soon as that is known. */
  @Override
  public void add(List<VisitTally> tallies) {
    List<VisitTally> all = List.copyOf(tallies);
    Doubt before = doubt.get();
    if (before != null && before.tallies().equals(all)) {
      Outcome outcome = database.call(ADD, () -> database.outcome(before.transaction()));
      if (outcome == Outcome.UNKNOWN) {
        throw Database.unknown(ADD, before.transaction());
      }
      doubt.compareAndSet(before, null);
      if (outcome == Outcome.COMMITTED) {
        return;
      }
    }
    try {
      database.writeOrLose(ADD, connection -> add(connection, all));
    } catch (LostCommit e) {
      doubt.set(new Doubt(all, e.transaction()));
      throw Database.unknown(ADD, e.transaction());
    }
  }

  @Override
  public Map<LinkId, Long> totals(Collection<LinkId> links) {
    List<LinkId> ids = List.copyOf(links);
    return database.read("visits.totals", connection -> {
      Map<LinkId, Long> totals = new HashMap<>();
      ids.forEach(link -> totals.put(link, 0L));
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT link, visits FROM visits WHERE link = ANY (?)")) {
        statement.setArray(
            1, connection.createArrayOf("uuid", ids.stream().map(LinkId::value).toArray()));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            totals.put(new LinkId(row.getObject(1, UUID.class)), row.getLong(2));
          }
        }
      }
      return totals;
    });
  }

  @Override
  public List<VisitTally> hours(LinkId link, Instant from, int limit) {
    return database.read("visits.hours", connection -> {
      List<VisitTally> hours = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(
          "SELECT hour, visits FROM visits_by_hour WHERE link = ? AND hour >= ?"
              + " ORDER BY hour LIMIT ?")) {
        statement.setObject(1, link.value());
        statement.setLong(2, Math.floorDiv(from.getEpochSecond(), SECONDS_PER_HOUR));
        statement.setInt(3, limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            Instant hour = Instant.ofEpochSecond(row.getLong(1) * SECONDS_PER_HOUR);
            hours.add(new VisitTally(link, hour, row.getLong(2)));
          }
        }
      }
      return hours;
    });
  }

  private static int add(Connection connection, List<VisitTally> tallies) throws SQLException {
    SortedMap<LinkId, Long> totals = new TreeMap<>();
    SortedMap<Hour, Long> hours = new TreeMap<>();
    for (VisitTally tally : tallies) {
      long hour = Math.floorDiv(tally.hour().getEpochSecond(), SECONDS_PER_HOUR);
      totals.merge(tally.link(), tally.visits(), Math::addExact);
      hours.merge(new Hour(tally.link(), hour), tally.visits(), Math::addExact);
    }
    try (PreparedStatement statement = connection.prepareStatement("""
        INSERT INTO visits AS old (link, visits) SELECT * FROM unnest(?::uuid[], ?::bigint[])
        ON CONFLICT (link) DO UPDATE SET visits = old.visits + excluded.visits""")) {
      set(
          connection,
          statement,
          1,
          "uuid",
          totals.keySet().stream().map(LinkId::value).toArray());
      set(connection, statement, 2, "bigint", totals.values().toArray());
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement("""
        INSERT INTO visits_by_hour AS old (link, hour, visits)
        SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::bigint[])
        ON CONFLICT (link, hour) DO UPDATE SET visits = old.visits + excluded.visits""")) {
      Object[] links = hours.keySet().stream().map(hour -> hour.link().value()).toArray();
      set(connection, statement, 1, "uuid", links);
      set(
          connection,
          statement,
          2,
          "bigint",
          hours.keySet().stream().map(Hour::hour).toArray());
      set(connection, statement, 3, "bigint", hours.values().toArray());
      return statement.executeUpdate();
    }
  }

  private static void set(
      Connection connection, PreparedStatement statement, int parameter, String type, Object[] all)
      throws SQLException {
    statement.setArray(parameter, connection.createArrayOf(type, all));
  }
}
