package dev.terse.core.redirect;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers "what does this code do now?". Safe for use by many threads.
 *
 * <p>{@link #resolveNow} is for event loops and answers from memory; what it cannot answer,
 * {@link #resolve} loads on {@code loaders}, once for all who ask meanwhile.
 */
public final class Redirector {
  private static final Logger LOG = LoggerFactory.getLogger(Redirector.class);

  private final LinkStore links;
  private final RedirectCache cache;
  private final RedirectStatus status;
  private final Executor loaders;

  /**
   * Resolves links of {@code links}.
   *
   * @param status of links that name none
   * @param loaders runs store reads, which block: one virtual thread each
   */
  public Redirector(LinkStore links, RedirectCache cache, RedirectStatus status, Executor loaders) {
    this.links = links;
    this.cache = cache;
    this.status = status;
    this.loaders = loaders;
  }

  /** What {@code key} does, if memory can tell; never blocks. */
  public @Nullable Resolution resolveNow(LinkKey key) {
    return cache.find(key);
  }

  /** What {@code key} does. The future never fails: a failing store is {@code Unavailable}. */
  public CompletableFuture<Resolution> resolve(LinkKey key) {
    return cache.load(key, this::load, loaders).exceptionally(failure -> unavailable(key, failure));
  }

  private Resolution load(LinkKey key) {
    Link link = links.find(key);
    return link == null ? Resolution.Unknown.INSTANCE : Resolution.Redirect.of(link, status);
  }

  private static Resolution unavailable(LinkKey key, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StoreException) {
      LOG.warn("cannot resolve {}: {}", key, cause.getMessage());
    } else {
      LOG.error("cannot resolve {}", key, cause);
    }
    return Resolution.Unavailable.INSTANCE;
  }
}
