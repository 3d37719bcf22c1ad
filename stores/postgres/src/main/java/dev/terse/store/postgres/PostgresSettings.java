package dev.terse.store.postgres;

import dev.terse.core.store.SettingStore;
import dev.terse.store.postgres.connect.Database;
import dev.terse.store.postgres.link.Texts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Settings, a row each. */
final class PostgresSettings implements SettingStore {
  private final Database database;

  PostgresSettings(Database database) {
    this.database = database;
  }

  @Override
  public @Nullable String find(String name) {
    if (!Texts.isStorable(name)) {
      return null;
    }
    return database.<@Nullable String>read("settings.find", connection -> find(connection, name));
  }

  @Override
  public String putIfAbsent(String name, String value) {
    Texts.require(name, value);
    return database.write("settings.putIfAbsent", connection -> {
      try (PreparedStatement statement = connection.prepareStatement(
          "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
        statement.setString(1, name);
        statement.setString(2, value);
        return statement.executeUpdate() == 1
            ? value
            : Objects.requireNonNull(find(connection, name));
      }
    });
  }

  @Override
  public boolean replace(String name, String expected, String value) {
    Texts.require(name, expected, value);
    return database.<Boolean>write("settings.replace", connection -> {
      try (PreparedStatement statement = connection.prepareStatement(
          "UPDATE settings SET value = ? WHERE name = ? AND value = ?")) {
        statement.setString(1, value);
        statement.setString(2, name);
        statement.setString(3, expected);
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public Map<String, String> list() {
    return database.read("settings.list", connection -> {
      Map<String, String> values = new HashMap<>();
      try (PreparedStatement statement =
              connection.prepareStatement("SELECT name, value FROM settings");
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          values.put(row.getString(1), row.getString(2));
        }
      }
      return Map.copyOf(values);
    });
  }

  private static @Nullable String find(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT value FROM settings WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
