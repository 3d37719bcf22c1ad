package dev.terse.store.postgres.schema;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreTraits.Durability;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server says of itself.
 *
 * @param version such as "18.6"
 * @param durability of what it has committed
 * @param node a name for this opening of the store that no other has
 */
public record Server(String version, Durability durability, String node) {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int OLDEST = 13;
  private static final int MAJOR = 10_000;

  /** Asks; throws if the server cannot keep links, or takes no writes. */
  public static Server ask(String operation, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("""
            SELECT current_setting('server_version_num')::int AS number,
              split_part(current_setting('server_version'), ' ', 1) AS version,
              current_setting('server_encoding') AS encoding,
              current_setting('transaction_read_only') = 'on' AS read_only,
              current_setting('fsync') AS fsync,
              current_setting('full_page_writes') AS full_page_writes,
              current_setting('synchronous_commit') AS synchronous_commit,
              gen_random_uuid()::text AS node""")) {
      row.next();
      refuse(operation, row);
      return new Server(row.getString("version"), durability(row), row.getString("node"));
    }
  }

  private static void refuse(String operation, ResultSet row) throws SQLException {
    if (row.getInt("number") < OLDEST * MAJOR) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          operation,
          "PostgreSQL " + row.getString("version") + " is too old: use " + OLDEST + " or newer");
    }
    if (!row.getString("encoding").equals("UTF8")) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          operation,
          "the database's encoding is " + row.getString("encoding")
              + ": create one with ENCODING 'UTF8' TEMPLATE template0");
    }
    if (row.getBoolean("read_only")) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          operation,
          "this server takes no writes: name the primary in the URL, or all servers");
    }
  }

  private static Durability durability(ResultSet row) throws SQLException {
    List<String> weak = new ArrayList<>();
    for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
      if (row.getString(setting).equals("off")) {
        weak.add(setting);
      }
    }
    if (weak.isEmpty()) {
      return Durability.POWER_CUT;
    }
    boolean late = weak.contains("synchronous_commit");
    LOG.warn(
        "{} is off on the server: {} may lose links that were acknowledged; turn it on",
        String.join(", ", weak),
        late ? "a crash of PostgreSQL" : "a power cut");
    return late ? Durability.MEMORY : Durability.PROCESS_CRASH;
  }
}
