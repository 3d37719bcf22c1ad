package dev.terse.store.memcached;

import dev.terse.core.store.NetworkUrl.Host;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCaches;
import dev.terse.core.tier.TieredStore;
import dev.terse.testbed.MemcachedServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Opens tiers as the product does. */
final class Tiers {
  static final Duration LIFE = Duration.ofMinutes(1);

  /** Of calls in cases that ask what is right, on however busy a machine. */
  private static final Duration PATIENT_CALL = Duration.ofSeconds(3);

  private Tiers() {}

  static LinkCache cache(MemcachedServer... servers) {
    String hosts =
        Arrays.stream(servers).map(MemcachedServer::address).collect(Collectors.joining(","));
    return LinkCaches.open(StoreUrl.parse("memcached://" + hosts));
  }

  /** A cache that only lacks the product's impatience. */
  static LinkCache patientCache(MemcachedServer server) {
    return MemcachedCache.open(List.of(new Host("127.0.0.1", server.port())), PATIENT_CALL);
  }

  static TieredStore before(Store store, LinkCache cache) {
    return TieredStore.open(store, new TieredStore.Tier(cache, LIFE), new SecureRandom());
  }
}
