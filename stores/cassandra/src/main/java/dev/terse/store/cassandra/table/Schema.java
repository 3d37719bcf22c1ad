package dev.terse.store.cassandra.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.session.ClusterUrl;
import dev.terse.store.cassandra.session.Failures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keyspace and tables, and the version that says how to read them. Made by whichever node finds
 * them missing.
 *
 * <p>Two coordinators that create a table at the same moment create two, of which the ring then
 * keeps a mixture. So nodes agree first who creates: by a lightweight transaction on the table
 * {@code schema_version}, whose own id follows from the keyspace's name, so that however many
 * create it, it is one. Its lock passes away by itself if its holder dies.
 */
public final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final String OPEN = "store.open";
  private static final String VERSIONS = "schema_version";

  /** What this version of Terse reads and writes. */
  static final int VERSION = 1;

  /** How long a lock lasts, and how long others wait for its holder. */
  private static final Duration LOCK = Duration.ofSeconds(60);

  /** Making a table takes a ring that long, rarely. */
  private static final Duration STEP = Duration.ofSeconds(20);

  private static final long POLL_NANOS = 100_000_000;

  /**
   * When a coordinator asks another replica than those it has asked. Cassandra's own measure, the
   * slowest hundredth of reads, is half the ring's time limit until reads have been measured, which
   * is longer than Terse waits.
   */
  private static final String SOON = " AND speculative_retry = '100ms'";

  private static final String VERSION_COLUMNS = "name text PRIMARY KEY, value text";

  private static final Map<String, String> TABLES = tables();

  private final Cluster cluster;
  private final CqlSession session;
  private final String keyspace;
  private final String owner;

  /** The schema in {@code cluster}; {@code names} names whoever asks as no other. */
  public Schema(Cluster cluster, Supplier<UUID> names) {
    this.cluster = cluster;
    this.session = cluster.session();
    this.keyspace = cluster.url().keyspace();
    this.owner = names.get().toString();
  }

  /** Tables by name. Those marked so change by lightweight transaction only, the others never. */
  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(VERSIONS, VERSION_COLUMNS); // transactions only
    tables.put(
        "links", // transactions only
        "domain text, code text, id blob, version bigint, live boolean, write uuid, record blob,"
            + " PRIMARY KEY ((domain, code))");
    tables.put(
        "links_by_time",
        "domain text, hour int, id blob, code text, PRIMARY KEY ((domain, hour), id))"
            + " WITH CLUSTERING ORDER BY (id DESC");
    tables.put(
        "link_hours",
        "space text, hour int, PRIMARY KEY (space, hour)) WITH CLUSTERING ORDER BY (hour DESC");
    tables.put(
        "links_by_target",
        "domain text, digest blob, id blob, version bigint, code text,"
            + " PRIMARY KEY ((domain, digest), id, version)");
    tables.put(
        "target_claims", // transactions only
        "domain text, digest blob, code text, write uuid, PRIMARY KEY ((domain, digest))");
    tables.put(
        "cells", // transactions only
        "kind text, name text, value blob, write uuid, PRIMARY KEY (kind, name)");
    tables.put("receipts", "key text PRIMARY KEY, receipt blob"); // transactions only
    tables.put(
        "visits",
        "link blob, hour int, writer uuid, visits bigint, PRIMARY KEY (link, hour, writer)");
    return tables;
  }

  /**
   * Makes what is missing, unless the store is to be read: then there must be one, though it may
   * lack the latest tables. Throws {@link StoreException} if the tables are of a newer version.
   */
  public void settle(Purpose purpose) {
    try {
      if (there().contains(VERSIONS)) {
        refuseNewer(version());
      }
      if (purpose == Purpose.READ) {
        if (!there().contains(VERSIONS) || version() == null) {
          throw new StoreException(
              Reason.ABSENT,
              OPEN,
              "there is no store in the keyspace " + keyspace + ": see how it is spelt");
        }
      } else if (!isComplete()) {
        createKeyspace();
        createTable(VERSIONS, VERSION_COLUMNS, " AND id = " + id());
        createTables();
      }
      refuseNewer(version());
    } catch (DriverException e) {
      throw Failures.of(OPEN, e);
    }
  }

  /** How many nodes must have a row before it is acknowledged; 0 if that cannot be known. */
  public int majority() {
    KeyspaceMetadata metadata = session.getMetadata().getKeyspace(keyspace).orElse(null);
    int copies = 0;
    if (metadata != null) {
      for (String count : metadata.getReplication().values()) {
        copies += count.matches("[0-9]+") ? Integer.parseInt(count) : 0;
      }
    }
    return copies == 0 ? 0 : copies / 2 + 1;
  }

  private boolean isComplete() {
    return there().containsAll(TABLES.keySet()) && version() != null;
  }

  private List<String> there() {
    return session
        .execute(SimpleStatement.newInstance(
            "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", keyspace))
        .all()
        .stream()
        .map(row -> String.valueOf(row.getString("table_name")))
        .toList();
  }

  private void createKeyspace() {
    if (session.getMetadata().getKeyspace(keyspace).isPresent()) {
      return;
    }
    ClusterUrl url = cluster.url();
    String centre = url.centre() == null ? centre() : url.centre();
    define("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = "
        + url.replication().toCql(centre));
    LOG.info("made the keyspace {}", keyspace);
  }

  private @Nullable String centre() {
    return session.getMetadata().getNodes().values().stream()
        .map(Node::getDatacenter)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Makes the tables, or waits until another node has. */
  private void createTables() {
    long deadline = System.nanoTime() + LOCK.plus(LOCK).toNanos();
    while (!isComplete()) {
      if (lock()) {
        TABLES.forEach((table, columns) -> createTable(table, columns, SOON));
        transact("INSERT INTO %s.schema_version (name, value) VALUES ('version', '" + VERSION
            + "') IF NOT EXISTS");
        transact("DELETE FROM %s.schema_version WHERE name = 'lock' IF value = '" + owner + "'");
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new StoreException(
            Reason.UNAVAILABLE, OPEN, "another node has not finished making the tables");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean lock() {
    ResultSet result = transact("INSERT INTO %s.schema_version (name, value) VALUES ('lock', '"
        + owner + "') IF NOT EXISTS USING TTL " + LOCK.toSeconds());
    boolean applied = result.wasApplied();
    Row row = result.one();
    return applied || (row != null && owner.equals(row.getString("value")));
  }

  private void createTable(String name, String columns, String more) {
    String options = columns.contains(") WITH ") ? columns + ")" : columns + ") WITH comment = ''";
    define("CREATE TABLE IF NOT EXISTS " + keyspace + "." + name + " (" + options + more);
  }

  private void define(String cql) {
    session.execute(SimpleStatement.newInstance(cql).setTimeout(STEP));
    if (!session.checkSchemaAgreement()) {
      throw new StoreException(
          Reason.UNAVAILABLE, OPEN, "the ring's nodes do not agree on the schema yet");
    }
  }

  private ResultSet transact(String cql) {
    return session.execute(SimpleStatement.newInstance(cql.formatted(keyspace)).setTimeout(STEP));
  }

  private @Nullable Integer version() {
    Row row = session
        .execute(
            SimpleStatement.newInstance("SELECT value FROM %s.schema_version".formatted(keyspace)
                    + " WHERE name = 'version'")
                .setConsistencyLevel(ConsistencyLevel.SERIAL))
        .one();
    String value = row == null ? null : row.getString("value");
    return value == null ? null : Integer.valueOf(value);
  }

  private void refuseNewer(@Nullable Integer version) {
    if (version != null && version > VERSION) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          OPEN,
          "the keyspace " + keyspace + " has layout " + version
              + " and this version of Terse knows up to " + VERSION
              + ": start the newer version, or restore a backup from before it");
    }
  }

  /** The same in every node, another for every keyspace. */
  private UUID id() {
    return UUID.nameUUIDFromBytes(("terse schema_version of " + keyspace).getBytes(UTF_8));
  }
}
