package dev.terse.store.memcached;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCaches;
import dev.terse.core.tier.TieredStore;
import dev.terse.testbed.MemcachedServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Opens tiers as the product does. */
final class Tiers {
  static final Duration LIFE = Duration.ofMinutes(1);

  private Tiers() {}

  static LinkCache cache(MemcachedServer... servers) {
    String hosts =
        Arrays.stream(servers).map(MemcachedServer::address).collect(Collectors.joining(","));
    return LinkCaches.open(StoreUrl.parse("memcached://" + hosts));
  }

  static TieredStore before(Store store, LinkCache cache) {
    return TieredStore.open(store, new TieredStore.Tier(cache, LIFE), new SecureRandom());
  }
}
