package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.Value;
import dev.terse.core.store.SettingStore;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.View;
import dev.terse.store.rocksdb.record.Keys;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Settings, each a record of its own. */
final class RocksSettings implements SettingStore {
  private static final String PREFIX = "setting/";

  private final Database database;
  private final Committer committer;

  RocksSettings(Database database, Committer committer) {
    this.database = database;
    this.committer = committer;
  }

  @Override
  public @Nullable String find(String name) {
    return database.look("settings.find", snapshot -> find(snapshot, name));
  }

  @Override
  public String putIfAbsent(String name, String value) {
    String operation = "settings.putIfAbsent";
    byte[] key = key(name);
    byte[] record = Value.of(key, value);
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          String present = find(batch, name);
          if (present != null) {
            return present;
          }
          batch.put(Column.META, key, record);
          return value;
        }));
  }

  @Override
  public boolean replace(String name, String expected, String value) {
    String operation = "settings.replace";
    byte[] key = key(name);
    byte[] record = Value.of(key, value);
    return database.read(
        operation,
        () -> committer.commit(operation, batch -> {
          boolean asExpected = expected.equals(find(batch, name));
          if (asExpected) {
            batch.put(Column.META, key, record);
          }
          return asExpected;
        }));
  }

  @Override
  public Map<String, String> list() {
    return database.look("settings.list", snapshot -> {
      Map<String, String> values = new HashMap<>();
      snapshot.scan(Column.META, key(""), (key, record) -> {
        String name = new String(key, UTF_8).substring(PREFIX.length());
        String value = Value.text("setting " + name, key, record);
        if (value != null) {
          values.put(name, value);
        }
        return true;
      });
      return Map.copyOf(values);
    });
  }

  private static @Nullable String find(View view, String name) throws RocksDBException {
    byte[] key = key(name);
    return Value.text("setting " + name, key, view.get(Column.META, key));
  }

  private static byte[] key(String name) {
    return Keys.name(PREFIX + name);
  }
}
