package dev.terse.store.redis;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.redis.wire.RedisAddress;

/**
 * Opens {@code redis://HOST}, {@code rediss://HOST} (TLS),
 * {@code redis-sentinel://HOST,HOST?master=NAME} and {@code redis-cluster://HOST,HOST}.
 */
public final class RedisStoreProvider implements StoreProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public RedisStoreProvider() {}

  @Override
  public boolean opens(String scheme) {
    return RedisAddress.isScheme(scheme);
  }

  @Override
  public Store open(StoreUrl url, Purpose purpose) {
    return RedisStore.open(RedisAddress.parse(url), purpose);
  }

  @Override
  public String backupTools() {
    return "copies of Redis' own files, RDB or AOF";
  }
}
