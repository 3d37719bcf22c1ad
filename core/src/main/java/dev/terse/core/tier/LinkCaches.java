package dev.terse.core.tier;

import dev.terse.core.store.StoreUrl;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the {@link LinkCache} of a URL. */
public final class LinkCaches {
  private LinkCaches() {}

  /** Whether a provider on the class path has the scheme of {@code url}. */
  public static boolean hasProvider(StoreUrl url) {
    return provider(url).isPresent();
  }

  /**
   * The cache that {@code url} names. Its servers need not answer yet.
   *
   * @throws IllegalArgumentException if the URL is faulty or nobody has its scheme
   */
  public static LinkCache open(StoreUrl url) {
    return provider(url)
        .orElseThrow(() -> new IllegalArgumentException("no cache has the scheme " + url.scheme()))
        .open(url);
  }

  private static Optional<LinkCacheProvider> provider(StoreUrl url) {
    return ServiceLoader.load(LinkCacheProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.opens(url.scheme()))
        .findFirst();
  }
}
