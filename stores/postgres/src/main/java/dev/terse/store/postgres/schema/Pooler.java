package dev.terse.store.postgres.schema;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.postgres.connect.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * What may stand between us and the server: a pooler such as PgBouncer. One that lends a connection
 * of the server for a transaction only would lose what a session keeps, the schema's name and the
 * listening above all, without an error; so it is refused.
 *
 * <p>A pooler answers a login with a process number of its own, which tells that there is one. It
 * lends for transactions only if a session's process changes, or serves another session as well.
 */
final class Pooler {
  /** The answer of a pooler that lends for statements. */
  private static final String NO_TRANSACTIONS = "08P01";

  private Pooler() {}

  /** Throws if what {@code asking} leads to pools anything but sessions. */
  static void refuse(String operation, Connections connections, Connection asking)
      throws SQLException {
    int process = process(asking);
    if (process == asking.unwrap(PGConnection.class).getBackendPID()) {
      return;
    }
    if (lendsForTransactions(connections, asking, process)) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          operation,
          "a pooler in between lends connections for single transactions: have it pool sessions"
              + " (PgBouncer: pool_mode = session), or name the server itself in the URL");
    }
  }

  private static boolean lendsForTransactions(
      Connections connections, Connection asking, int process) throws SQLException {
    try (Connection other = connections.open()) {
      // A transaction, so that it keeps its process of the server.
      other.setAutoCommit(false);
      return process(other) == process || process(asking) != process;
    } catch (SQLException e) {
      if (NO_TRANSACTIONS.equals(e.getSQLState())) {
        return true;
      }
      throw e;
    }
  }

  private static int process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
