package dev.terse.core.tier;

import dev.terse.core.store.SettingStore;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The epoch that the store has written down: looked at every second, and changed by a node whose
 * mark did not reach the tier. Safe for use by many threads.
 *
 * <p>What a node takes from the tier is therefore at most as old as its last look: a change that is
 * acknowledged has either marked its link's place in the tier, or ended the epoch of everything
 * there. While the store cannot be looked at, nobody can change a link through it either as far as
 * this node can tell, and the last epoch stays; the entries' own life bounds that.
 */
final class Epochs implements AutoCloseable {
  static final String SETTING = "cache.epoch";
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A look older than this says that this process has stood still: better ask the store. */
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(3).toNanos();

  /** What closing waits for a look under way. */
  private static final long PATIENCE_SECONDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

  private final Store store;
  private final RandomGenerator random;
  private final ReentrantLock looking = new ReentrantLock();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong asked = new AtomicLong();
  private long done;
  private volatile boolean owed;
  private volatile @Nullable Known known;
  private volatile boolean failing;
  private final Thread looker = Thread.ofVirtual().name("cache epoch").unstarted(this::follow);

  private record Known(Epoch epoch, long nanos) {}

  Epochs(Store store, RandomGenerator random) {
    this.store = store;
    this.random = random;
  }

  /** Looks for the first time, and from now on every second. */
  void start() {
    look();
    looker.start();
  }

  /** The epoch there is, or null if it is not known well enough, or should have ended. */
  @Nullable
  Epoch current() {
    Known last = known;
    if (last == null || owed || closed.getCount() == 0) {
      return null;
    }
    return failing || System.nanoTime() - last.nanos() < MAX_AGE_NANOS ? last.epoch() : null;
  }

  /**
   * Ends the epoch, because a change did not reach the tier. One ending serves all who asked before
   * it began. If the store fails, it is owed, and tried again with each look.
   */
  void advance() {
    long mine = asked.incrementAndGet();
    looking.lock();
    try {
      if (done < mine) {
        done = asked.get();
        owed = true;
        lookNow();
      }
    } finally {
      looking.unlock();
    }
  }

  private void look() {
    looking.lock();
    try {
      lookNow();
    } finally {
      looking.unlock();
    }
  }

  private void lookNow() {
    long now = System.nanoTime();
    try {
      Epoch epoch = read(store.settings());
      owed = false;
      known = new Known(epoch, now);
      failing = false;
    } catch (StoreException e) {
      if (!failing && e.reason() != Reason.CLOSED) {
        LOG.warn("cannot look at the cache's epoch: {}", e.getMessage());
      }
      failing = true;
    }
  }

  /** If another node ended the epoch after we read it, that serves us too. */
  private Epoch read(SettingStore settings) {
    String text = settings.find(SETTING);
    Epoch found = text == null ? null : Epoch.parse(text);
    if (text == null) {
      text = settings.putIfAbsent(SETTING, Epoch.first(random).toString());
    } else if (owed || found == null) {
      Epoch next = found == null ? Epoch.first(random) : found.next(random);
      text = settings.replace(SETTING, text, next.toString())
          ? next.toString()
          : settings.find(SETTING);
    }
    Epoch epoch = text == null ? null : Epoch.parse(text);
    if (epoch == null) {
      throw new StoreException(Reason.CORRUPT, "settings.find", SETTING + " is no epoch");
    }
    return epoch;
  }

  private void follow() {
    try {
      while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks no more. Idempotent. */
  @Override
  public void close() {
    closed.countDown();
    try {
      looker.join(Duration.ofSeconds(PATIENCE_SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
