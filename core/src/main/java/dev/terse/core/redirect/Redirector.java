package dev.terse.core.redirect;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final AtomicBoolean failing = new AtomicBoolean();

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
    return cache.load(key, this::load, loaders).handle((resolution, error) -> {
      if (error != null) {
        LOG.error("cannot resolve {}", key, error);
      }
      return resolution == null ? Resolution.Unavailable.INSTANCE : resolution;
    });
  }

  /** Null instead of an exception, of which the cache would log each with its stack trace. */
  private @Nullable Resolution load(LinkKey key) {
    Link link;
    try {
      link = links.find(key);
    } catch (StoreException e) {
      failed(key, e);
      return null;
    }
    if (failing.compareAndSet(true, false)) {
      LOG.info("the store answers again");
    }
    return link == null ? Resolution.Unknown.INSTANCE : Resolution.Redirect.of(link, status);
  }

  /** Says once per outage that the store fails; what will not pass by itself, each time. */
  private void failed(LinkKey key, StoreException e) {
    if (!e.isRetryable() || failing.compareAndSet(false, true)) {
      LOG.warn("cannot resolve {}: {}", key, e.getMessage());
    }
  }
}
