package dev.terse.core.store;

import dev.terse.core.access.ApiKey;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** API keys in memory. */
final class MemoryApiKeys implements ApiKeyStore {
  private final Map<String, ApiKey> keys = new ConcurrentHashMap<>();

  @Override
  public boolean create(ApiKey key) {
    return keys.putIfAbsent(key.id(), key) == null;
  }

  @Override
  public @Nullable ApiKey find(String id) {
    return keys.get(id);
  }

  @Override
  public List<ApiKey> list() {
    return keys.values().stream().sorted(Comparator.comparing(ApiKey::created)).toList();
  }

  @Override
  public boolean delete(String id) {
    return keys.remove(id) != null;
  }
}
