package dev.terse.app.config;

import dev.terse.app.settings.Key;
import dev.terse.app.settings.Readers;
import dev.terse.app.settings.Settings;
import dev.terse.core.store.StoreUrl;
import java.time.Duration;
import java.util.List;
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
          + " the server was started.",
      StorageKeys::store,
      text -> text.indexOf(':') > 0 ? StoreUrl.parse(text).toString() : text);
  static final Key<Long> CACHE = new Key<>(
      "cache.size",
      "64MiB",
      "Memory for codes that were followed lately, about: 1MiB to 1024GiB.",
      Readers.within("1MiB", "1024GiB", Readers::bytes));
  static final Key<Duration> FLUSH = new Key<>(
      "visits.flush",
      "1s",
      "How long a visit waits at most until it is written, 10ms to 1s; a crash loses those that"
          + " wait.",
      Readers.within("10ms", "1s", Readers::time));
  static final List<Key<?>> ALL = List.of(REUSE, SCHEMES, USER_INFO, STORE, CACHE, FLUSH);

  private StorageKeys() {}

  private static StoreUrl store(String text) {
    StoreUrl url = StoreUrl.parse(text);
    if (!url.hasProvider()) {
      throw new IllegalArgumentException(
          "no store has the scheme '" + url.scheme() + "': write one such as rocksdb:data");
    }
    return url;
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
