package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCache;
import dev.terse.core.tier.LinkCaches;
import dev.terse.core.tier.TieredStore;
import dev.terse.core.tier.TieredStore.Tier;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens what {@code store.url} names, and the codes that it holds. */
public final class StoreOpener {
  private StoreOpener() {}

  /**
   * The store that {@code config} names, opened for {@code purpose}.
   *
   * @throws ConfigException if no backend has the scheme
   * @throws dev.terse.core.store.StoreException if it cannot be opened
   */
  public static Store open(Config config, Purpose purpose) throws ConfigException {
    try {
      return config.store().open(purpose);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(List.of("store.url: " + e.getMessage()));
    }
  }

  /**
   * {@code store} with the tier that {@code config} names in front, if it names one. Closes the
   * store if it throws.
   *
   * @throws ConfigException if the tier's URL is faulty, or the store is not shared
   */
  public static Store withTier(Config config, Store store) throws ConfigException {
    Optional<StoreUrl> url = config.tier().url();
    if (url.isEmpty()) {
      return store;
    }
    try {
      if (!store.traits().shared()) {
        throw new IllegalArgumentException(config.store() + " belongs to one node, which reads it"
            + " faster than a cache on the network: leave cache.url out, or name a store that"
            + " nodes share in store.url");
      }
      LinkCache cache = LinkCaches.open(url.get());
      return TieredStore.open(store, new Tier(cache, config.tier().life()), new SecureRandom());
    } catch (IllegalArgumentException e) {
      store.close();
      throw new ConfigException(List.of("cache.url: " + e.getMessage()));
    }
  }

  /**
   * The codes of {@code store}; records the code space in it if it has none.
   *
   * @throws ConfigException if {@code config} would number the codes otherwise than they were
   */
  public static StoreCodes codes(Config config, Store store) throws ConfigException {
    try {
      return StoreCodes.open(config.codes(), store, InstantSource.system(), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()).lines().toList());
    }
  }
}
