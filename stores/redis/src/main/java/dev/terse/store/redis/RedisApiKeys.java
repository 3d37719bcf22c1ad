package dev.terse.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.access.ApiKey;
import dev.terse.core.record.ApiKeyRecord;
import dev.terse.core.store.ApiKeyStore;
import dev.terse.store.redis.wire.RedisWire;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys, all in one hash. */
final class RedisApiKeys implements ApiKeyStore {
  private final RedisWire wire;
  private final byte[] hash;

  RedisApiKeys(RedisWire wire) {
    this.wire = wire;
    this.hash = Layout.key(wire, "keys");
  }

  @Override
  public boolean create(ApiKey apiKey) {
    byte[] id = apiKey.id().getBytes(UTF_8);
    return wire.call(
        "apiKeys.create",
        () -> wire.await(wire.commands().hsetnx(hash, id, ApiKeyRecord.encode(apiKey, id))));
  }

  @Override
  public @Nullable ApiKey find(String id) {
    byte[] name = id.getBytes(UTF_8);
    return wire.<@Nullable ApiKey>call("apiKeys.find", () -> {
      byte[] record = wire.awaitOrNull(wire.commands().hget(hash, name));
      return record == null ? null : ApiKeyRecord.decode(id, name, record);
    });
  }

  @Override
  public List<ApiKey> list() {
    return wire.call(
        "apiKeys.list",
        () -> wire.await(wire.commands().hgetall(hash)).entrySet().stream()
            .map(entry -> ApiKeyRecord.decode(
                new String(entry.getKey(), UTF_8), entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparing(ApiKey::created).thenComparing(ApiKey::id))
            .toList());
  }

  @Override
  public boolean delete(String id) {
    return wire.call(
        "apiKeys.delete", () -> wire.await(wire.commands().hdel(hash, id.getBytes(UTF_8))) == 1);
  }
}
