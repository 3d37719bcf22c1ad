package dev.terse.core.tier;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.forward.ForwardingLinks;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Links of a store, looked up in a {@link LinkCache} first. Safe for use by many threads.
 *
 * <p>Who finds nothing in the tier puts a mark of its own there, reads the store, and puts the link
 * in place of exactly that mark. Who changes a link puts a mark over whatever is there, before and
 * after. So either no change was acknowledged between a reader's mark and its link, or the link
 * does not get in; no clock and no delay of a message matters for that. A change whose second mark
 * may not have arrived ends the epoch instead. What this node is changing itself it does not look
 * up in the tier at all.
 */
final class TieredLinks extends ForwardingLinks {

  /**
   * How long nobody fills a link's place after a change has begun: if the changing node dies
   * between its two marks, the store has long decided when this is over.
   */
  static final Duration CHANGING = Duration.ofSeconds(10);

  /** How long a filler has; more than a read of the store may take. */
  static final Duration FILLING = Duration.ofSeconds(5);

  /** A hiccup shall not end an epoch, which costs every node what it has in the tier. */
  private static final int MARK_ATTEMPTS = 2;

  private final LinkCache cache;
  private final Duration life;
  private final Epochs epochs;
  private final TierCounts counts;
  private final long node;
  private final AtomicLong fills = new AtomicLong();
  private final ConcurrentHashMap<LinkKey, Integer> changing = new ConcurrentHashMap<>();

  TieredLinks(
      LinkStore links,
      TieredStore.Tier tier,
      Epochs epochs,
      TierCounts counts,
      RandomGenerator random) {
    super(links);
    this.cache = tier.cache();
    this.life = tier.life();
    this.epochs = epochs;
    this.counts = counts;
    this.node = random.nextLong();
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    Epoch epoch = epochs.current();
    if (epoch == null || changing.containsKey(key)) {
      counts.bypassed();
      return super.find(key);
    }
    String place = epoch.place(key);
    byte[] filling = null;
    try {
      byte[] held = cache.get(place);
      switch (TierEntry.read(epoch, key, held)) {
        case TierEntry.Found(Link link) -> {
          counts.hit();
          return link;
        }
        case TierEntry.Busy() -> counts.missed();
        case TierEntry.Absent(), TierEntry.Outdated() -> {
          counts.missed();
          filling = reserve(place, held);
        }
        case TierEntry.Refused() -> {
          counts.refused();
          filling = reserve(place, held);
        }
      }
    } catch (LinkCacheException _) {
      counts.failed();
    }
    Link link = super.find(key);
    if (filling != null && link != null) {
      fill(place, filling, TierEntry.of(epoch, link));
    }
    return link;
  }

  /** Puts a mark of this call's own in place of what is {@code held}; null if it changed. */
  private byte @Nullable [] reserve(String place, byte @Nullable [] held) {
    byte[] mine = TierEntry.filling(node, fills.incrementAndGet());
    boolean reserved =
        held == null ? cache.add(place, mine, FILLING) : cache.replace(place, held, mine, FILLING);
    return reserved ? mine : null;
  }

  private void fill(String place, byte[] filling, byte[] entry) {
    try {
      if (cache.replace(place, filling, entry, life)) {
        counts.filled();
      }
    } catch (LinkCacheException _) {
      counts.failed();
    }
  }

  @Override
  public Change replace(Link link) {
    return change(link.key(), () -> super.replace(link));
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return change(key, () -> super.delete(key, version));
  }

  private Change change(LinkKey key, Supplier<Change> write) {
    changing.merge(key, 1, Integer::sum);
    try {
      mark(key);
      return write.get();
    } finally {
      try {
        // After a failure as well: what was not acknowledged may have happened.
        if (!mark(key)) {
          counts.advanced();
          epochs.advance();
        }
      } finally {
        changing.computeIfPresent(key, (_, n) -> n == 1 ? null : n - 1);
      }
    }
  }

  private boolean mark(LinkKey key) {
    Epoch epoch = epochs.current();
    for (int attempt = 1; epoch != null && attempt <= MARK_ATTEMPTS; attempt++) {
      try {
        cache.set(epoch.place(key), TierEntry.changing(), CHANGING);
        return true;
      } catch (LinkCacheException _) {
        counts.failed();
      }
    }
    return false;
  }
}
