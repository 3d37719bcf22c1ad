package dev.terse.core.redirect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.terse.core.link.LinkKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What was resolved lately, bounded by bytes, and the reads under way. Safe for use by many
 * threads; what it calls old is told to be so, not dropped.
 *
 * <p>{@link #forget} forgets what is remembered and disowns the read under way in one step, and
 * {@link #end} keeps what a read brought only if that read is still the key's, in one step too: so
 * what was read before a change can never be kept after it. Codes that nobody uses have an eighth
 * of the memory to themselves: a scan of codes drives no redirect out. A quarter is for
 * {@link NearRedirects}, which learn from {@link Changes} what was forgotten. Nothing is dropped
 * for its age, only for want of room, one entry for another: there is no moment at which many
 * expire.
 */
public final class RedirectCache {

  /** About what an entry takes beside its characters: key, value and Caffeine's node. */
  private static final int ENTRY_BYTES = 300;

  /** The part of the memory that is for unknown codes: one in so many. */
  private static final int UNKNOWN_SHARE = 8;

  /** The part of the memory that is for copies near the threads that tell: one in so many. */
  private static final int NEAR_SHARE = 4;

  private final Cache<String, Remembered> redirects;
  private final Cache<String, Remembered> unknown;
  private final ConcurrentMap<LinkKey, Read> reads = new ConcurrentHashMap<>();
  private final Changes changes = new Changes();
  private final LongAdder inNear = new LongAdder();
  private final long mostInNear;
  private final boolean isForever;
  private final long freshNanos;
  private final long staleNanos;
  private final long unknownNanos;
  private final Ticker ticker;

  /** A cache of at most about {@code maxBytes} of memory, for a store that nobody else changes. */
  public RedirectCache(long maxBytes) {
    this(maxBytes, Freshness.UNTIL_FORGOTTEN);
  }

  /** A cache of at most about {@code maxBytes} of memory whose entries age. */
  public RedirectCache(long maxBytes, Freshness freshness) {
    this(maxBytes, freshness, Ticker.systemTicker());
  }

  /** A cache that reads the time from {@code ticker}. */
  RedirectCache(long maxBytes, Freshness freshness, Ticker ticker) {
    long unknownBytes = maxBytes / UNKNOWN_SHARE;
    this.mostInNear = maxBytes / NEAR_SHARE;
    this.redirects = bounded(maxBytes - unknownBytes - mostInNear);
    this.unknown = bounded(unknownBytes);
    this.isForever = freshness.isForever();
    this.freshNanos = freshness.fresh().toNanos();
    this.staleNanos = freshness.stale().toNanos();
    this.unknownNanos = freshness.unknown().toNanos();
    this.ticker = ticker;
  }

  /** What is known of {@code key}, a redirect of any age among it; or null. */
  @Nullable
  Remembered find(LinkKey key) {
    String name = name(key);
    Remembered redirect = redirects.getIfPresent(name);
    return redirect == null ? findUnknown(name) : redirect;
  }

  /** Whether {@code remembered} is told as it is. */
  boolean isFresh(Remembered remembered) {
    return isForever || age(remembered) < limit(remembered, freshNanos);
  }

  /** Whether a redirect that was read at {@code readAt} is told as it is. */
  boolean isFresh(long readAt) {
    return isForever || ticker.read() - readAt < freshNanos;
  }

  /** Whether {@code remembered}, fresh no more, is told while it is read again. */
  boolean isAging(Remembered remembered) {
    return age(remembered) < limit(remembered, 2 * freshNanos);
  }

  /** Whether {@code remembered} is told if the store cannot be asked. */
  boolean isOfUse(Remembered remembered) {
    return age(remembered) < limit(remembered, staleNanos);
  }

  /** A moment, for {@link Remembered#readAt()}. */
  long now() {
    return ticker.read();
  }

  /** Whether {@code key} is being read. */
  boolean isReading(LinkKey key) {
    return reads.containsKey(key);
  }

  /** The read of {@code key} that is under way, if {@code mine} is not the first; else null. */
  @Nullable
  Read begin(LinkKey key, Read mine) {
    return reads.putIfAbsent(key, mine);
  }

  /** Ends {@code read}, keeps what it brought unless that was forgotten meanwhile, and tells it. */
  void end(LinkKey key, Read read, @Nullable Remembered brought) {
    reads.computeIfPresent(key, (_, current) -> {
      if (current != read) {
        return current;
      }
      if (brought != null) {
        put(name(key), brought);
      }
      return null;
    });
    read.answer.complete(brought == null ? null : brought.resolution());
  }

  /**
   * Keeps what was found in the store's memory, unless something may have been forgotten since
   * {@code number} was read, before the look.
   *
   * @return whether it is kept; it must not be told otherwise
   */
  boolean keep(LinkKey key, Remembered found, int number) {
    AtomicBoolean kept = new AtomicBoolean();
    reads.compute(key, (_, reading) -> {
      if (number(stripe(key)) == number) {
        put(name(key), found);
        kept.setPlain(true);
      }
      return reading;
    });
    return kept.getPlain();
  }

  /** Forgets {@code key}, because its link has changed. */
  public void forget(LinkKey key) {
    reads.compute(key, (_, _) -> {
      String name = name(key);
      redirects.invalidate(name);
      unknown.invalidate(name);
      changes.changed(name);
      return null;
    });
  }

  /** Which of the numbers of changes is {@code key}'s. */
  int stripe(LinkKey key) {
    return Changes.stripe(name(key));
  }

  /** That number; once it is another, what was known before may be known no more. */
  int number(int stripe) {
    return changes.number(stripe);
  }

  /** How many bytes all near copies may take together. */
  long mostInNear() {
    return mostInNear;
  }

  /** Near copies take {@code bytes} more. */
  void nearGrew(long bytes) {
    inNear.add(bytes);
  }

  /** How many entries there are, about. */
  public long size() {
    return redirects.estimatedSize() + unknown.estimatedSize();
  }

  /** How many bytes the entries take, about. */
  long bytes() {
    return bytes(redirects) + bytes(unknown) + inNear.sum();
  }

  private static long bytes(Cache<?, ?> cache) {
    return cache.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  /**
   * What the caches call {@code key}: one string, compared with its bytes, where a key is five
   * objects, each of which may be far away in memory. No code has a NUL.
   */
  private static String name(LinkKey key) {
    String code = key.code().value();
    return key.domain().isDefault() ? code : key.domain().host() + '\0' + code;
  }

  private @Nullable Remembered findUnknown(String name) {
    Remembered code = unknown.getIfPresent(name);
    return code == null || age(code) >= unknownNanos ? null : code;
  }

  private void put(String name, Remembered brought) {
    Remembered before;
    if (brought.resolution() instanceof Resolution.Redirect) {
      before = redirects.asMap().put(name, brought);
      unknown.invalidate(name);
    } else {
      before = redirects.asMap().remove(name);
      unknown.put(name, brought);
    }
    if (before != null && !before.resolution().equals(brought.resolution())) {
      changes.changed(name);
    }
  }

  private long limit(Remembered remembered, long ofRedirects) {
    return remembered.resolution() instanceof Resolution.Redirect ? ofRedirects : unknownNanos;
  }

  private long age(Remembered remembered) {
    return ticker.read() - remembered.readAt();
  }

  private static Cache<String, Remembered> bounded(long bytes) {
    return Caffeine.newBuilder()
        .maximumWeight(bytes)
        .weigher(RedirectCache::weigh)
        .executor(Runnable::run)
        .build();
  }

  private static int weigh(String name, Remembered remembered) {
    int target = remembered.resolution() instanceof Resolution.Redirect redirect
        ? redirect.target().value().length()
        : 0;
    return ENTRY_BYTES + 2 * name.length() + target;
  }
}
