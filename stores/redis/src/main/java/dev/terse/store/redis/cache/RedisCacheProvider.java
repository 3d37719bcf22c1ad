package dev.terse.store.redis.cache;

import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCacheProvider;
import dev.terse.store.redis.wire.RedisAddress;

/** Opens {@code redis://HOST} and {@code rediss://HOST} (TLS) as a cache. */
public final class RedisCacheProvider implements LinkCacheProvider {

  /** Made by {@link java.util.ServiceLoader}. */
  public RedisCacheProvider() {}

  @Override
  public boolean opens(String scheme) {
    return RedisAddress.isScheme(scheme);
  }

  @Override
  public LinkCache open(StoreUrl url) {
    RedisAddress address = RedisAddress.parse(url);
    if (address.form() != RedisAddress.Form.SINGLE) {
      throw new IllegalArgumentException(
          "write redis://HOST: after a failover, a replica shows links"
              + " again that were changed on its master");
    }
    return RedisCache.open(address, url.toString(), RedisCache.CALL);
  }
}
