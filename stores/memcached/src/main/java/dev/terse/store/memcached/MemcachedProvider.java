package dev.terse.store.memcached;

import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCacheProvider;
import java.util.Set;

/** Opens {@code memcached://HOST:PORT,HOST:PORT}; the port is 11211 where none is named. */
public final class MemcachedProvider implements LinkCacheProvider {
  private static final int PORT = 11_211;

  /** Called by {@link java.util.ServiceLoader}. */
  public MemcachedProvider() {}

  @Override
  public boolean opens(String scheme) {
    return scheme.equals("memcached");
  }

  @Override
  public LinkCache open(StoreUrl url) {
    NetworkUrl parts = NetworkUrl.parse(url, PORT, Set.of());
    if (parts.user() != null || !parts.path().isEmpty()) {
      throw new IllegalArgumentException(
          "write memcached://HOST:PORT,HOST:PORT without user and path: memcached knows neither");
    }
    return MemcachedCache.open(parts.hosts(), MemcachedServer.CALL);
  }
}
