package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.access.ApiKey;
import dev.terse.core.record.ApiKeyRecord;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.record.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys by id. */
final class RocksApiKeys implements ApiKeyStore {
  private static final byte[] ALL = {};

  private final Database database;
  private final Committer committer;

  RocksApiKeys(Database database, Committer committer) {
    this.database = database;
    this.committer = committer;
  }

  @Override
  public boolean create(ApiKey apiKey) {
    String operation = "apiKeys.create";
    byte[] key = Keys.name(apiKey.id());
    byte[] record = ApiKeyRecord.encode(apiKey, key);
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          boolean free = batch.get(Column.API_KEYS, key) == null;
          if (free) {
            batch.put(Column.API_KEYS, key, record);
          }
          return free;
        }));
  }

  @Override
  public @Nullable ApiKey find(String id) {
    byte[] key = Keys.name(id);
    return database.<@Nullable ApiKey>read("apiKeys.find", () -> {
      byte[] record = database.get(Column.API_KEYS, key);
      return record == null ? null : ApiKeyRecord.decode(id, key, record);
    });
  }

  @Override
  public List<ApiKey> list() {
    List<ApiKey> all = new ArrayList<>();
    database.<Boolean>look("apiKeys.list", snapshot -> {
      snapshot.scan(
          Column.API_KEYS,
          ALL,
          (key, record) -> all.add(ApiKeyRecord.decode(new String(key, UTF_8), key, record)));
      return true;
    });
    all.sort(Comparator.comparing(ApiKey::created).thenComparing(ApiKey::id));
    return all;
  }

  @Override
  public boolean delete(String id) {
    String operation = "apiKeys.delete";
    byte[] key = Keys.name(id);
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          boolean present = batch.get(Column.API_KEYS, key) != null;
          if (present) {
            batch.delete(Column.API_KEYS, key);
          }
          return present;
        }));
  }
}
