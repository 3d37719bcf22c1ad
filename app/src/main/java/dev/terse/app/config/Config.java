package dev.terse.app.config;

import dev.terse.app.settings.ConfigException;
import dev.terse.app.settings.Key;
import dev.terse.app.settings.Settings;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.redirect.Freshness;
import dev.terse.core.store.StoreUrl;
import dev.terse.server.ServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The whole configuration.
 *
 * @param server how requests are served
 * @param codes how codes are drawn
 * @param links what may be shortened
 * @param store where everything is kept
 * @param cacheBytes memory for codes that were followed lately
 * @param freshness how long memory answers for a store that other nodes change
 * @param tier the cache that nodes share
 * @param visitsFlush how long a visit waits at most until it is written
 * @param log what is logged
 */
public record Config(
    ServerConfig server,
    CodesConfig codes,
    LinksConfig links,
    StoreUrl store,
    long cacheBytes,
    Freshness freshness,
    TierConfig tier,
    Duration visitsFlush,
    LogConfig log) {

  /** Every setting there is, in the order of the reference. */
  public static final List<Key<?>> KEYS = Stream.of(
          ServerKeys.ALL, CodesKeys.ALL, StorageKeys.ALL, LogKeys.ALL)
      .flatMap(List::stream)
      .toList();

  /** What {@code settings} say; throws with every fault there is in them. */
  public static Config of(Settings settings) throws ConfigException {
    Config config = new Config(
        ServerKeys.bind(settings),
        CodesKeys.bind(settings),
        StorageKeys.links(settings),
        settings.get(StorageKeys.STORE),
        settings.get(StorageKeys.CACHE),
        Freshness.shared(settings.get(StorageKeys.FRESHNESS), settings.get(StorageKeys.STALE)),
        StorageKeys.tier(settings),
        settings.get(StorageKeys.FLUSH),
        LogKeys.bind(settings));
    settings.finish();
    return config;
  }

  /** The same configuration with another store. */
  public Config withStore(StoreUrl other) {
    return new Config(server, codes, links, other, cacheBytes, freshness, tier, visitsFlush, log);
  }
}
