package dev.terse.core.track;

import dev.terse.core.figure.Figure;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.VisitStore;
import dev.terse.core.visit.Visit;
import dev.terse.core.visit.VisitSink;
import dev.terse.core.visit.VisitTally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds visits up and stores them in batches. Safe for use by many threads.
 *
 * <p>Two threads of its own do the work: one empties the buffer into tallies every
 * {@link #DRAIN_EVERY}, whatever the store does; the other stores the tallies. A batch that the
 * store refuses is kept and offered again as it is; since the store adds all of a batch or none, no
 * visit is counted twice. What comes meanwhile is added up until the tallies are full, then dropped
 * and counted. Every visit is in the end either stored or dropped.
 */
public final class VisitRecorder implements VisitSink, AutoCloseable {

  /** Most tallies that the store is given at once. */
  static final int MAX_BATCH = 10_000;

  /** How often the buffer is emptied: often enough for a million visits a second. */
  static final Duration DRAIN_EVERY = Duration.ofMillis(50);

  /** How long {@link #close()} waits beyond its limit for a call of the store to end. */
  private static final Duration GIVE_UP = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(VisitRecorder.class);

  private final VisitBuffer buffer = new VisitBuffer();
  private final Tallies tallies = new Tallies();
  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong storing = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final VisitStore store;
  private final Duration every;
  private final Duration closeLimit;
  private final Thread drainer;
  private final Thread writer;
  private boolean failing;

  private VisitRecorder(VisitStore store, Duration every, Duration closeLimit) {
    this.store = store;
    this.every = every;
    this.closeLimit = closeLimit;
    this.drainer = Thread.ofPlatform().daemon().name("visits-drain").unstarted(this::drain);
    this.writer = Thread.ofPlatform().daemon().name("visits-store").unstarted(this::write);
  }

  /**
   * Starts to record into {@code store}.
   *
   * @param every how long a visit waits at most, beside {@link #DRAIN_EVERY}, until the store is
   *     given it; also how long after a failure the store is asked again
   * @param closeLimit how long {@link #close()} waits for the store
   */
  public static VisitRecorder start(VisitStore store, Duration every, Duration closeLimit) {
    VisitRecorder recorder = new VisitRecorder(store, every, closeLimit);
    recorder.drainer.start();
    recorder.writer.start();
    return recorder;
  }

  @Override
  public void accept(Visit visit) {
    buffer.offer(visit);
  }

  /** How many visits are stored. */
  public long stored() {
    return stored.get();
  }

  /** How many visits were dropped for want of room, or because the recorder was closed. */
  public long dropped() {
    return buffer.dropped() + dropped.get();
  }

  /** How many visits wait to be stored, about. */
  public long queued() {
    return buffer.size() + tallies.visits() + storing.get();
  }

  /** What has become of visits. */
  public List<Figure> figures() {
    return List.of(
        Figure.level("visits_queued", queued(), "Visits that wait to be stored, about."),
        Figure.count("visits_stored", stored(), "Visits that are stored."),
        Figure.count("visits_dropped", dropped(), "Visits that were dropped for want of room."));
  }

  /** Stores what waits, as far as the store takes it in time, and drops the rest. Idempotent. */
  @Override
  public void close() {
    buffer.close();
    closing.countDown();
    try {
      if (!writer.join(closeLimit)) {
        writer.interrupt();
        writer.join(GIVE_UP);
      }
    } catch (InterruptedException e) {
      writer.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void drain() {
    boolean closed;
    do {
      closed = pause(DRAIN_EVERY);
      drainOnce();
    } while (!closed);
    while (buffer.size() > 0) {
      Thread.onSpinWait();
      drainOnce();
    }
  }

  private void drainOnce() {
    dropped.addAndGet(tallies.addAll(buffer));
  }

  private void write() {
    try {
      while (!pause(every)) {
        writeTallies();
      }
      drainer.join();
      writeTallies();
    } catch (InterruptedException e) {
      awaitDrainer();
      long lost = storing.getAndSet(0) + tallies.visits();
      dropped.addAndGet(lost);
      LOG.warn("{} visits are lost: the store did not take them within {}", lost, closeLimit);
    }
  }

  /** So that what it still brings is counted too: it ends soon, since the buffer is closed. */
  private void awaitDrainer() {
    try {
      drainer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeTallies() throws InterruptedException {
    List<VisitTally> batch;
    do {
      batch = tallies.take(MAX_BATCH);
      storing.set(batch.stream().mapToLong(VisitTally::visits).sum());
      while (!batch.isEmpty() && !isStored(batch)) {
        Thread.sleep(every);
      }
      stored.addAndGet(storing.getAndSet(0));
    } while (batch.size() == MAX_BATCH);
  }

  private boolean isStored(List<VisitTally> batch) {
    try {
      store.add(batch);
    } catch (StoreException e) {
      if (!failing) {
        LOG.warn("visits cannot be stored and wait in memory: {}", e.getMessage());
      }
      failing = true;
      return false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.error("visits cannot be stored and wait in memory", e);
      }
      failing = true;
      return false;
    }
    if (failing) {
      LOG.info("visits are stored again");
    }
    failing = false;
    return true;
  }

  /** Waits for {@code time} or until the recorder is closed, and tells whether it is. */
  private boolean pause(Duration time) {
    try {
      return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
