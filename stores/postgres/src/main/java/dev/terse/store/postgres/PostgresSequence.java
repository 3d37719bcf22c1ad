package dev.terse.store.postgres;

import dev.terse.core.store.Sequence;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.postgres.connect.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * The sequence, as one number in a row: the first that is not leased. PostgreSQL's own sequences
 * would not do: what {@code nextval} has given is durable only if its transaction commits something
 * else as well.
 */
final class PostgresSequence implements Sequence {
  private final Database database;

  PostgresSequence(Database database) {
    this.database = database;
  }

  @Override
  public Lease lease(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a lease of " + size + " numbers");
    }
    String operation = "sequence.lease";
    return database.write(operation, connection -> {
      try (PreparedStatement statement = connection.prepareStatement(
          "UPDATE sequence SET position = position + ? WHERE position <= ? RETURNING position")) {
        statement.setInt(1, size);
        statement.setLong(2, Long.MAX_VALUE - size);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            throw new StoreException(Reason.FULL, operation, "all numbers have been leased");
          }
          return new Lease(row.getLong(1) - size, size);
        }
      }
    });
  }

  @Override
  public long position() {
    return database.read("sequence.position", connection -> {
      try (PreparedStatement statement =
              connection.prepareStatement("SELECT position FROM sequence");
          ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new StoreException(
              Reason.CORRUPT, "sequence.position", "the sequence is gone: restore a backup");
        }
        return row.getLong(1);
      }
    });
  }

  @Override
  public void raise(long floor) {
    database.<Integer>write("sequence.raise", connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement("UPDATE sequence SET position = ? WHERE position < ?")) {
        statement.setLong(1, floor);
        statement.setLong(2, floor);
        return statement.executeUpdate();
      }
    });
  }
}
