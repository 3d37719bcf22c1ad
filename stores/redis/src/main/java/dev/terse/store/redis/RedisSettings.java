package dev.terse.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.record.RecordException;
import dev.terse.core.record.Value;
import dev.terse.core.store.SettingStore;
import dev.terse.store.redis.wire.RedisWire;
import dev.terse.store.redis.wire.Script;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings, all in one hash. */
final class RedisSettings implements SettingStore {
  private static final Script SWAP = Script.load(RedisSettings.class, "swap.lua");

  private final RedisWire wire;
  private final byte[] hash;

  RedisSettings(RedisWire wire) {
    this.wire = wire;
    this.hash = Layout.key(wire, "settings");
  }

  @Override
  public @Nullable String find(String name) {
    return wire.<@Nullable String>call("settings.find", () -> read(name));
  }

  @Override
  public String putIfAbsent(String name, String value) {
    byte[] field = name.getBytes(UTF_8);
    return wire.call("settings.putIfAbsent", () -> {
      wire.await(wire.commands().hsetnx(hash, field, Value.of(field, value)));
      String present = read(name);
      if (present == null) {
        throw RecordException.damaged("setting " + name);
      }
      return present;
    });
  }

  @Override
  public boolean replace(String name, String expected, String value) {
    byte[] field = name.getBytes(UTF_8);
    return wire.call(
        "settings.replace",
        () -> wire.await(SWAP.run(
                wire.commands(),
                new byte[][] {hash},
                field,
                Value.of(field, expected),
                Value.of(field, value)))
            .getFirst()
            .equals(1L));
  }

  @Override
  public Map<String, String> list() {
    return wire.call("settings.list", () -> {
      Map<String, String> values = new HashMap<>();
      wire.await(wire.commands().hgetall(hash)).forEach((field, record) -> {
        String name = new String(field, UTF_8);
        String value = Value.text("setting " + name, field, record);
        if (value != null) {
          values.put(name, value);
        }
      });
      return Map.copyOf(values);
    });
  }

  private @Nullable String read(String name) {
    byte[] field = name.getBytes(UTF_8);
    return Value.text(
        "setting " + name, field, wire.awaitOrNull(wire.commands().hget(hash, field)));
  }
}
