package dev.terse.core.redirect;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.terse.core.figure.Figure;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers "what does this code do now?". Safe for use by many threads.
 *
 * <p>{@link #resolveNow} is for event loops and answers from memory; what it cannot answer,
 * {@link #resolve} reads on {@code loaders}, once for all who ask meanwhile. Memory is ours and
 * what the store has in its own.
 *
 * <p>What other nodes may change, memory tells as long as it is fresh. Up to twice as old, it is
 * told too and read again behind the scenes. Older, since nobody asked for a while, the store is
 * asked first, and memory answers if that fails or takes longer than {@link #PATIENCE}; if the
 * store is known to fail or to be slow, at once. Codes that memory does not know are read if the
 * store can be asked, and {@code Unavailable} if not: a failure is never an unknown code.
 */
public final class Redirector {

  /** How long those wait for the store who could be given an older answer. */
  static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Redirector.class);

  private final LinkStore links;
  private final RedirectCache cache;
  private final RedirectStatus status;
  private final Executor loaders;
  private final Duration patience;
  private final Breaker breaker;
  private final Turns turns;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final LongAdder stale = new LongAdder();
  private final LongAdder joined = new LongAdder();
  private final LongAdder peeked = new LongAdder();

  /**
   * Resolves links of {@code links}.
   *
   * @param status of links that name none
   * @param loaders runs store reads, which block: one virtual thread each
   */
  public Redirector(LinkStore links, RedirectCache cache, RedirectStatus status, Executor loaders) {
    this(links, cache, status, loaders, new Waits(PATIENCE, Ticker.systemTicker()));
  }

  /** A redirector that waits as {@code waits} says. */
  Redirector(
      LinkStore links, RedirectCache cache, RedirectStatus status, Executor loaders, Waits waits) {
    this.links = links;
    this.cache = cache;
    this.status = status;
    this.loaders = loaders;
    this.patience = waits.patience();
    this.breaker = new Breaker(waits.ticker(), waits.patience());
    this.turns = new Turns(waits.ticker());
  }

  /**
   * Whether more is asked than the store can tell, for a while already: whatever else asks the
   * store should stand back.
   */
  public boolean isCrowded() {
    return turns.isCrowded();
  }

  /** A memory for one of {@code threads} threads, of what this one tells from its own. */
  public NearRedirects near(int threads) {
    return new NearRedirects(this, cache, cache.mostInNear() / threads);
  }

  /** How many reads of the store were given up because too many asked. */
  public long refused() {
    return turns.refused();
  }

  /** How long to wait, and by which clock. */
  record Waits(Duration patience, Ticker ticker) {}

  /** What {@code key} does, if memory can tell, our own or the store's; never blocks. */
  public @Nullable Resolution resolveNow(LinkKey key) {
    return tell(key, remembered(key));
  }

  /** What is remembered of {@code key}, from now on if only the store's memory knew it. */
  @Nullable
  Remembered remembered(LinkKey key) {
    Remembered remembered = cache.find(key);
    return remembered == null ? peek(key) : remembered;
  }

  /** What {@code key} does by what memory knows of it; null if that cannot be told. */
  @Nullable
  Resolution tell(LinkKey key, @Nullable Remembered remembered) {
    if (remembered == null) {
      return null;
    }
    return cache.isFresh(remembered) ? remembered.resolution() : old(key, remembered);
  }

  /** What {@code key} does. The future never fails: a failing store is {@code Unavailable}. */
  public CompletableFuture<Resolution> resolve(LinkKey key) {
    Resolution known = tell(key, cache.find(key)); // whoever asks has looked into all memory
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    if (!turns.await()) {
      return CompletableFuture.completedFuture(fallback(key));
    }
    CompletableFuture<@Nullable Resolution> read = read(key);
    return inTime(key, read).handle((resolution, _) -> {
      turns.leave();
      return resolution == null ? fallback(key) : resolution;
    });
  }

  /** How memory and the store do. Cheap; never asks the store. */
  public List<Figure> figures() {
    return List.of(
        Figure.level(
            "redirect_cache_entries", cache.size(), "Codes that memory knows, free ones too."),
        Figure.level("redirect_cache_bytes", cache.bytes(), "Memory that they take, about."),
        Figure.count(
            "redirect_stale_answers",
            stale.sum(),
            "Answers from memory that were too old, because the store failed or was late."),
        Figure.count(
            "redirect_store_memory_answers",
            peeked.sum(),
            "Look-ups that the store's memory could answer, and ours not."),
        Figure.count(
            "redirect_joined_reads",
            joined.sum(),
            "Look-ups that waited for a read of their code which was under way."),
        Figure.count(
            "redirect_refused_reads",
            turns.refused(),
            "Look-ups that were not begun, because too many were under way."),
        Figure.level("redirect_reads", turns.reads(), "Reads of the store that are under way."),
        Figure.state(
            "store_breaker_open",
            breaker.isOpen(),
            "Whether look-ups have failed in a row and the store is only probed."),
        Figure.state(
            "store_breaker_late",
            !breaker.isWell() && !breaker.isOpen(),
            "Whether the last look-up was late, so that memory answers first."));
  }

  private @Nullable Remembered peek(LinkKey key) {
    int number = cache.number(cache.stripe(key)); // before the look: what changes after it counts
    long began = cache.now();
    Link link;
    try {
      link = links.peek(key);
    } catch (StoreException _) {
      return null; // so the store is read, and says again what is wrong
    }
    if (link == null) {
      return null;
    }
    Remembered found = new Remembered(Resolution.Redirect.of(link, status), began);
    if (!cache.keep(key, found, number)) {
      return null;
    }
    peeked.increment();
    return found;
  }

  private @Nullable Resolution old(LinkKey key, Remembered remembered) {
    boolean isWell = breaker.isWell();
    if (!cache.isOfUse(remembered) || (isWell && !cache.isAging(remembered))) {
      return null;
    }
    if (!cache.isReading(key) && turns.isQuiet(isWell)) {
      CompletableFuture<?> _ = read(key);
    }
    if (!isWell && !cache.isAging(remembered)) {
      stale.increment();
    }
    return remembered.resolution();
  }

  /** What to answer if the store could not; asked late, so that it was not forgotten meanwhile. */
  private Resolution fallback(LinkKey key) {
    Remembered remembered = cache.find(key);
    if (remembered == null || !cache.isOfUse(remembered)) {
      return Resolution.Unavailable.INSTANCE;
    }
    stale.increment();
    return remembered.resolution();
  }

  /** What {@code read} brings or, if memory has an answer too, null once that takes too long. */
  private CompletableFuture<@Nullable Resolution> inTime(
      LinkKey key, CompletableFuture<@Nullable Resolution> read) {
    if (read.isDone() || cache.find(key) == null) {
      return read;
    }
    return read.copy()
        .completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete((_, _) -> {
          if (!read.isDone()) {
            breaker.late();
          }
        });
  }

  /** Reads {@code key}, or joins who does; null at once if the store shall not be asked. */
  private CompletableFuture<@Nullable Resolution> read(LinkKey key) {
    boolean probe = breaker.isOpen();
    boolean mayAsk = !probe || cache.isReading(key) || breaker.mayProbe();
    if (!mayAsk || !turns.begin()) {
      return CompletableFuture.completedFuture(null);
    }
    Read mine = new Read(probe);
    Read other = cache.begin(key, mine);
    if (other != null) {
      turns.end();
      joined.increment();
      return other.answer;
    }
    loaders.execute(() -> {
      try {
        run(key, mine);
      } finally {
        turns.end();
      }
    });
    return mine.answer;
  }

  /** The key may have been read between its asker's look into memory and this read's beginning. */
  private void run(LinkKey key, Read read) {
    Remembered brought = cache.find(key);
    if (brought != null && cache.isFresh(brought)) {
      cache.end(key, read, brought);
      return;
    }
    brought = null;
    try {
      brought = turns.ask(() -> breaker.isOpen() && !read.probe ? null : load(key));
    } catch (RuntimeException e) {
      LOG.error("cannot resolve {}", key, e);
    } finally {
      cache.end(key, read, brought);
    }
  }

  private @Nullable Remembered load(LinkKey key) {
    long began = cache.now();
    Link link;
    try {
      link = links.find(key);
    } catch (StoreException e) {
      failed(key, began, e);
      return null;
    }
    breaker.answered(cache.now() - began);
    if (failing.compareAndSet(true, false)) {
      LOG.info("the store answers again");
    }
    Resolution resolution =
        link == null ? Resolution.Unknown.INSTANCE : Resolution.Redirect.of(link, status);
    return new Remembered(resolution, began);
  }

  /** Says once per outage that the store fails; what will not pass by itself, each time. */
  private void failed(LinkKey key, long began, StoreException e) {
    if (e.reason() == StoreException.Reason.UNAVAILABLE) {
      breaker.failed(began);
    }
    if (!e.isRetryable() || failing.compareAndSet(false, true)) {
      LOG.warn(
          "cannot resolve {}: {}; links that memory knows go on, others get 503",
          key,
          e.getMessage());
    }
  }
}
