package dev.terse.core.tier;

import dev.terse.core.store.StoreUrl;

/** Opens a kind of {@link LinkCache}; found by {@link java.util.ServiceLoader}. */
public interface LinkCacheProvider {

  /** Whether URLs of this scheme are this provider's. */
  boolean opens(String scheme);

  /**
   * The cache that {@code url} names. Its servers need not answer yet.
   *
   * @throws IllegalArgumentException if the URL is faulty, with a message that says how
   */
  LinkCache open(StoreUrl url);
}
