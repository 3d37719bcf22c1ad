package dev.terse.store.postgres.schema;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.postgres.connect.Connections;
import dev.terse.store.postgres.connect.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What was found and made at start.
 *
 * @param server what the server says of itself
 * @param isIndexed whether searching has its index
 */
public record Opening(Server server, boolean isIndexed) {
  /** How long a step of the migration, or waiting for another node that migrates, may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Throws unless there are tables in {@code schema}. */
  public static void find(String operation, String schema, Connections connections) {
    try (Connection connection = connections.open()) {
      if (Schema.version(schema, connection) == 0) {
        throw new StoreException(
            Reason.ABSENT,
            operation,
            "there is no store in schema " + schema + " of this database: see how it is spelt");
      }
    } catch (SQLException e) {
      throw Failures.of(operation, e);
    }
  }

  /** Has everything in {@code schema} ready for calls. */
  public static Opening settle(String operation, String schema, Connections connections) {
    try {
      return new Opening(ask(operation, connections), migrate(operation, schema, connections));
    } catch (SQLException e) {
      throw Failures.of(operation, e);
    }
  }

  private static Server ask(String operation, Connections connections) throws SQLException {
    try (Connection connection = connections.open()) {
      Pooler.refuse(operation, connections, connection);
      return Server.ask(operation, connection);
    }
  }

  private static boolean migrate(String operation, String schema, Connections connections)
      throws SQLException {
    try (Connection connection = connections.open(PATIENCE)) {
      Schema.CURRENT.settle(operation, schema, connection);
      return Trigrams.settle(schema, connection);
    }
  }
}
