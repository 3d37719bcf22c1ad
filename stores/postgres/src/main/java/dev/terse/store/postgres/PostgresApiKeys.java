package dev.terse.store.postgres;

import dev.terse.core.access.ApiKey;
import dev.terse.core.access.Scope;
import dev.terse.core.access.SecretHash;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.store.postgres.connect.Database;
import dev.terse.store.postgres.link.Texts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API keys, a row each. */
final class PostgresApiKeys implements ApiKeyStore {
  private static final String SELECT =
      "SELECT id, name, secret_sha256, scopes, created FROM api_keys ";

  private final Database database;

  PostgresApiKeys(Database database) {
    this.database = database;
  }

  @Override
  public boolean create(ApiKey key) {
    Texts.require(key.id(), key.name(), key.hash().hex());
    return database.write("apiKeys.create", connection -> {
      try (PreparedStatement statement = connection.prepareStatement("""
          INSERT INTO api_keys (id, name, secret_sha256, scopes, created) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO NOTHING""")) {
        statement.setString(1, key.id());
        statement.setString(2, key.name());
        statement.setString(3, key.hash().hex());
        statement.setArray(
            4,
            connection.createArrayOf(
                "text", key.scopes().stream().map(Scope::text).sorted().toArray()));
        statement.setLong(5, key.created().toEpochMilli());
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public @Nullable ApiKey find(String id) {
    if (!Texts.isStorable(id)) {
      return null;
    }
    return database.<@Nullable ApiKey>read("apiKeys.find", connection -> {
      try (PreparedStatement statement = connection.prepareStatement(SELECT + "WHERE id = ?")) {
        statement.setString(1, id);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() ? key(row) : null;
        }
      }
    });
  }

  @Override
  public List<ApiKey> list() {
    return database.read("apiKeys.list", connection -> {
      List<ApiKey> keys = new ArrayList<>();
      try (PreparedStatement statement =
              connection.prepareStatement(SELECT + "ORDER BY created, id");
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          keys.add(key(row));
        }
      }
      return keys;
    });
  }

  @Override
  public boolean delete(String id) {
    return Texts.isStorable(id)
        && database.<Boolean>write("apiKeys.delete", connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM api_keys WHERE id = ?")) {
            statement.setString(1, id);
            return statement.executeUpdate() == 1;
          }
        });
  }

  /** A scope that a later version made is left out: this version knows nothing that it allows. */
  private static ApiKey key(ResultSet row) throws SQLException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (Object text : (Object[]) row.getArray("scopes").getArray()) {
      Scope scope = Scope.of(String.valueOf(text));
      if (scope != null) {
        scopes.add(scope);
      }
    }
    return new ApiKey(
        row.getString("id"),
        row.getString("name"),
        new SecretHash(row.getString("secret_sha256")),
        scopes,
        Instant.ofEpochMilli(row.getLong("created")));
  }
}
