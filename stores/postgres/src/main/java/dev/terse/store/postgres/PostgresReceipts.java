package dev.terse.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.ReceiptRecord;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.postgres.connect.Database;
import dev.terse.store.postgres.link.Texts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Receipts, a row each. Every one that is put takes the first few away that have ended. */
final class PostgresReceipts implements ReceiptStore {
  private static final String NOW = "clock_timestamp()";
  private static final String END = NOW + " + ? * interval '1 millisecond'";

  private static final String PUT = "INSERT INTO receipts AS old (key, receipt, until) VALUES"
      + " (?, ?, " + END + ") ON CONFLICT (key) DO UPDATE SET receipt = excluded.receipt,"
      + " until = excluded.until WHERE old.until <= " + NOW;

  private static final String SWEEP = "DELETE FROM receipts WHERE key IN (SELECT key FROM receipts"
      + " WHERE until <= " + NOW + " ORDER BY until LIMIT 4 FOR UPDATE SKIP LOCKED)";

  private final Database database;

  PostgresReceipts(Database database) {
    this.database = database;
  }

  @Override
  public @Nullable Receipt find(String key) {
    return database.<@Nullable Receipt>read("receipts.find", connection -> find(connection, key));
  }

  @Override
  public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
    Texts.require(key);
    return database.write("receipts.putIfAbsent", connection -> {
      try (PreparedStatement put = connection.prepareStatement(PUT);
          PreparedStatement sweep = connection.prepareStatement(SWEEP)) {
        put.setString(1, key);
        put.setBytes(2, encode(key, receipt));
        put.setLong(3, keep.toMillis());
        if (put.executeUpdate() == 1) {
          sweep.executeUpdate();
          return receipt;
        }
        Receipt present = find(connection, key);
        if (present == null) {
          throw new SQLException("a receipt ended between two statements", "40001");
        }
        return present;
      }
    });
  }

  @Override
  public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
    Texts.require(key);
    return database.<Boolean>write("receipts.replace", connection -> {
      try (PreparedStatement statement = connection.prepareStatement("UPDATE receipts"
          + " SET receipt = ?, until = " + END + " WHERE key = ? AND receipt = ? AND until > "
          + NOW)) {
        statement.setBytes(1, encode(key, receipt));
        statement.setLong(2, keep.toMillis());
        statement.setString(3, key);
        statement.setBytes(4, encode(key, expected));
        return statement.executeUpdate() == 1;
      }
    });
  }

  private static @Nullable Receipt find(Connection connection, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(
        "SELECT receipt FROM receipts WHERE key = ? AND until > " + NOW)) {
      statement.setString(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? decode(key, row.getBytes(1)) : null;
      }
    }
  }

  private static Receipt decode(String key, byte[] record) {
    try {
      return ReceiptRecord.decode(key.getBytes(UTF_8), record);
    } catch (RecordException e) {
      throw new StoreException(e.reason(), "receipts.find", e);
    }
  }

  private static byte[] encode(String key, Receipt receipt) {
    return ReceiptRecord.encode(receipt, key.getBytes(UTF_8));
  }
}
