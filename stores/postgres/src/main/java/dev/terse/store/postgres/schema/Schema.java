package dev.terse.store.postgres.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tables' version. Each step leads one version on, together with the row that says so in one
 * transaction, so a step killed half-way has not happened. A lock that ends with the transaction
 * lets one node do it while others wait, and then find it done.
 *
 * @param steps SQL that leads from version 0, which is nothing, to 1, from 1 to 2 and so on
 */
record Schema(List<String> steps) {
  /** What this version of Terse reads and writes. */
  static final Schema CURRENT =
      new Schema(Stream.of("1.sql", "2.sql").map(Schema::resource).toList());

  /** Brings the tables in {@code schema} to this version; throws if they are of a newer one. */
  void settle(String operation, String schema, Connection connection) throws SQLException {
    int found = begin(schema, connection);
    if (found > steps.size()) {
      throw new StoreException(
          Reason.INCOMPATIBLE,
          operation,
          "the tables in schema " + schema + " have layout " + found
              + " and this version of Terse knows up to " + steps.size()
              + ": start the newer version, or restore a backup from before it");
    }
    while (found < steps.size()) {
      found = step(schema, connection);
    }
  }

  /** Takes the lock until the transaction ends. */
  static void lock(String schema, Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      statement.setLong(1, number("terse schema " + schema));
      statement.execute();
    }
  }

  /** The version of the tables in {@code schema}, 0 if there are none. */
  static int version(String schema, Connection connection) throws SQLException {
    return exists("SELECT to_regclass(?) IS NOT NULL", schema + ".layout", connection)
        ? found(connection)
        : 0;
  }

  private static int begin(String schema, Connection connection) throws SQLException {
    int version = version(schema, connection);
    if (version > 0) {
      return version;
    }
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      lock(schema, connection);
      if (!exists("SELECT to_regnamespace(?) IS NOT NULL", schema, connection)) {
        statement.execute("CREATE SCHEMA " + schema);
      }
      statement.execute("""
          CREATE TABLE IF NOT EXISTS layout (
            version int PRIMARY KEY,
            made timestamptz NOT NULL DEFAULT now()
          )""");
      connection.commit();
    } finally {
      end(connection);
    }
    return found(connection);
  }

  private int step(String schema, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      lock(schema, connection);
      int found = found(connection);
      if (found < steps.size()) {
        statement.execute(steps.get(found));
        statement.execute("INSERT INTO layout (version) VALUES (" + (found + 1) + ")");
      }
      connection.commit();
      return found + 1;
    } finally {
      end(connection);
    }
  }

  private static int found(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT coalesce(max(version), 0) FROM layout")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static boolean exists(String sql, String name, Connection connection)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /** Back to one transaction per statement; what has not been committed is undone. */
  static void end(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** A number of {@code name}'s own, as far as 64 bits go. */
  private static long number(String name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream sql = Schema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(sql, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
