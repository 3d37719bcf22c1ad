package dev.terse.store.postgres.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The index that makes searching fast, from PostgreSQL's extension pg_trgm where that may be. */
final class Trigrams {
  private static final Logger LOG = LoggerFactory.getLogger(Trigrams.class);
  private static final String INDEX = "links_by_search";

  private Trigrams() {}

  /** Makes the index if it is missing and can be made; tells whether it is there. */
  static boolean settle(String schema, Connection connection) throws SQLException {
    if (isThere(connection)) {
      return true;
    }
    try {
      make(schema, connection);
      return true;
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      LOG.warn(
          "searching is slow without the extension pg_trgm ({}): run CREATE EXTENSION pg_trgm in"
              + " the database as its administrator, then restart Terse",
          String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return false;
    }
  }

  private static boolean isThere(Connection connection) throws SQLException {
    return text("SELECT to_regclass('" + INDEX + "')::text", connection) != null;
  }

  private static void make(String schema, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      Schema.lock(schema, connection);
      if (home(connection) == null) {
        statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public");
      }
      statement.execute("CREATE INDEX IF NOT EXISTS " + INDEX + " ON links USING gin (search "
          + home(connection) + ".gin_trgm_ops) WHERE target IS NOT NULL");
      connection.commit();
    } finally {
      Schema.end(connection);
    }
  }

  /** The schema that the extension is in, or null if it is not installed. */
  private static @Nullable String home(Connection connection) throws SQLException {
    return text(
        "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n"
            + " ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm'",
        connection);
  }

  private static @Nullable String text(String sql, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
