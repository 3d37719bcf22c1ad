package dev.terse.core.redirect;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.terse.core.link.LinkKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was resolved lately, bounded by bytes. Safe for use by many threads.
 *
 * <p>An entry is right until {@link #forget} says otherwise. A load under way is an entry as well,
 * so forgetting a key also forgets what an earlier read is about to bring: what was read before a
 * change can never be kept after it. Unknown codes are kept for {@link #UNKNOWN_FOR} only, so that
 * a scan leaves nothing behind. A failed load is never kept.
 */
public final class RedirectCache {

  /** How long a code that nobody uses is remembered as unknown. */
  static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

  /** About what an entry takes beside its characters: key, value, future and Caffeine's node. */
  private static final int ENTRY_BYTES = 300;

  private final AsyncCache<LinkKey, @Nullable Resolution> entries;

  /** A cache of at most about {@code maxBytes} of memory. */
  public RedirectCache(long maxBytes) {
    this(maxBytes, Ticker.systemTicker());
  }

  /** A cache that reads the time from {@code ticker}. */
  RedirectCache(long maxBytes, Ticker ticker) {
    entries = Caffeine.newBuilder()
        .maximumWeight(maxBytes)
        .weigher(RedirectCache::weigh)
        .expireAfter(Expiry.creating(RedirectCache::lifetime))
        .executor(Runnable::run)
        .ticker(ticker)
        .buildAsync();
  }

  /** What is known of {@code key}, or null. */
  @Nullable
  Resolution find(LinkKey key) {
    CompletableFuture<@Nullable Resolution> entry = entries.getIfPresent(key);
    return entry == null || !entry.isDone() || entry.isCompletedExceptionally()
        ? null
        : entry.join();
  }

  /**
   * What is known of {@code key} or, after one load for all who ask, will be.
   *
   * @param loader yields null when it cannot tell, which is handed on and not kept
   */
  CompletableFuture<@Nullable Resolution> load(
      LinkKey key, Function<LinkKey, @Nullable Resolution> loader, Executor executor) {
    CompletableFuture<@Nullable Resolution> entry =
        entries.get(key, (k, _) -> CompletableFuture.supplyAsync(() -> loader.apply(k), executor));
    // Caffeine drops a load that brought nothing too, but maybe after its askers have been told.
    return entry.whenComplete((resolution, _) -> {
      if (resolution == null) {
        entries.asMap().remove(key, entry);
      }
    });
  }

  /** Forgets {@code key}, because its link has changed. */
  public void forget(LinkKey key) {
    entries.synchronous().invalidate(key);
  }

  /** How many entries there are, about. */
  public long size() {
    return entries.synchronous().estimatedSize();
  }

  private static int weigh(LinkKey key, Resolution resolution) {
    int target = resolution instanceof Resolution.Redirect redirect
        ? redirect.target().value().length()
        : 0;
    return ENTRY_BYTES + 2 * key.code().value().length() + target;
  }

  private static Duration lifetime(LinkKey key, Resolution resolution) {
    return resolution instanceof Resolution.Redirect ? Duration.ofDays(365_000) : UNKNOWN_FOR;
  }
}
