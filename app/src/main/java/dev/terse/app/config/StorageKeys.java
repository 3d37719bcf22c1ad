package dev.terse.app.config;

import dev.terse.app.settings.Key;
import dev.terse.app.settings.Readers;
import dev.terse.app.settings.Settings;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.tier.LinkCaches;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings of what is kept: links, their store, the cache before it, and visits. */
final class StorageKeys {
  static final Key<Boolean> REUSE = new Key<>(
      "links.reuse",
      "false",
      "Whether a target that is shortened again gets its existing link, unless the request says"
          + " otherwise.",
      Readers::flag);
  static final Key<List<String>> SCHEMES = new Key<>(
      "links.schemes",
      "http,https",
      "Which schemes targets may have. `javascript`, `data`, `file` and others that act in the name"
          + " of whoever opens them are never allowed.",
      Readers::list);
  static final Key<Boolean> USER_INFO = new Key<>(
      "links.user-info",
      "false",
      "Whether targets may hold `user:password@`, which is how look-alikes are made.",
      Readers::flag);
  static final Key<StoreUrl> STORE = new Key<>(
      "store.url",
      "rocksdb:data",
      "Where everything is kept. `rocksdb:PATH` is a directory on this machine, relative to where"
          + " the server was started; of its memory a sixteenth may hold the store's blocks.",
      StorageKeys::store,
      text -> text.indexOf(':') > 0 ? StoreUrl.parse(text).toString() : text);
  static final Key<Long> CACHE = new Key<>(
      "cache.size",
      "64MiB",
      "Memory for codes that were followed lately, about: 1MiB to 1024GiB, and half of Java's"
          + " heap at most, which `TERSE_JAVA_OPTS=-Xmx…` sets.",
      Readers.within("1MiB", "1024GiB", Readers::bytes));
  static final Key<Duration> FRESHNESS = new Key<>(
      "cache.freshness",
      "1s",
      "How long a server tells from memory what others may have changed in a store that several"
          + " share, 100ms to 1h; up to twice as long while it asks the store again.",
      Readers.within("100ms", "1h", Readers::time));
  static final Key<Duration> STALE = new Key<>(
      "cache.stale",
      "1d",
      "How long memory answers while a store that several share is away, 0s to 30d.",
      Readers.within("0s", "30d", Readers::time));
  static final Key<Optional<StoreUrl>> CACHE_URL = new Key<>(
      "cache.url",
      "",
      "A cache that all nodes share, in front of a store that they share: "
          + "`memcached://HOST:PORT,HOST:PORT` or `redis://HOST:PORT`. Codes are looked up there"
          + " before the store is asked. The same for every node of a store.",
      StorageKeys::cache,
      text -> text.indexOf(':') > 0 ? StoreUrl.parse(text).toString() : text);
  static final Key<Duration> CACHE_LIFE = new Key<>(
      "cache.life",
      "60s",
      "How long a link stays in the cache of `cache.url` at most, 1s to 1h.",
      Readers.within("1s", "1h", Readers::time));
  static final Key<Duration> FLUSH = new Key<>(
      "visits.flush",
      "1s",
      "How long a visit waits at most until it is written, 10ms to 1s; a crash loses those that"
          + " wait.",
      Readers.within("10ms", "1s", Readers::time));
  static final List<Key<?>> ALL = List.of(
      REUSE, SCHEMES, USER_INFO, STORE, CACHE, FRESHNESS, STALE, CACHE_URL, CACHE_LIFE, FLUSH);

  private StorageKeys() {}

  private static StoreUrl store(String text) {
    StoreUrl url = StoreUrl.parse(text);
    if (!url.hasProvider()) {
      throw new IllegalArgumentException(
          "no store has the scheme '" + url.scheme() + "': write one such as rocksdb:data");
    }
    return url;
  }

  private static Optional<StoreUrl> cache(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    StoreUrl url = colon < 1 ? new StoreUrl("", text) : StoreUrl.parse(text);
    if (!LinkCaches.hasProvider(url)) {
      throw new IllegalArgumentException("no cache has the scheme '" + url.scheme()
          + "': write one such as memcached://localhost:11211");
    }
    return Optional.of(url);
  }

  static TierConfig tier(Settings settings) {
    return new TierConfig(settings.get(CACHE_URL), settings.get(CACHE_LIFE));
  }

  static LinksConfig links(Settings settings) {
    boolean reuse = settings.get(REUSE);
    Set<String> schemes = Set.copyOf(settings.get(SCHEMES));
    boolean userInfo = settings.get(USER_INFO);
    return settings.make(
        "links.schemes",
        () -> new LinksConfig(reuse, schemes, userInfo),
        new LinksConfig(reuse, Set.of("http", "https"), userInfo));
  }
}
