package dev.terse.store.rocksdb.commit;

import dev.terse.core.figure.Distribution;
import dev.terse.core.figure.Figure;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.directory.Room;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides and writes every change, on one thread. {@link #commit} is safe for use by many threads.
 *
 * <p>The thread takes all that has queued up while it wrote the last batch, decides each operation
 * against the database and what the batch already holds, writes and syncs once, and only then tells
 * each caller its outcome. So an outcome somebody knows is on disk, refusals included: a code that
 * is "taken" is durably taken.
 *
 * <p>After a failed write nobody can tell what is on disk, and a second sync may report success for
 * pages the kernel has already dropped. So the first failure is the last write: the whole batch and
 * all later operations are refused until the store is opened again and RocksDB has read its log.
 */
public final class Committer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  /** Operations that may wait; further callers wait for room. */
  static final int MAX_QUEUED = 16_384;

  /** Operations in one batch, which bounds its memory and how long the first of them waits. */
  static final int MAX_BATCH = 2_048;

  private static final int ADMISSION_SECONDS = 10;

  /** How long a change waits for the disk before its caller is told that it does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Room room;
  private final Duration patience;
  private final Distribution changes =
      Distribution.ofNumbers(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, MAX_BATCH);
  private final Distribution writes = Distribution.ofTimes(Stream.of(
          100,
          250,
          500,
          1_000,
          2_500,
          5_000,
          10_000,
          25_000,
          50_000,
          100_000,
          250_000,
          1_000_000,
          10_000_000)
      .map(micros -> Duration.ofNanos(micros * 1_000L))
      .toList());
  private final BlockingQueue<Submission<?>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final List<Consumer<LinkKey>> listeners = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("terse-commit").unstarted(this::run);
  private volatile @Nullable Stop stop;
  private volatile long lastChange;
  private volatile boolean closing;

  /** Why nothing is written any more. */
  private record Stop(Reason reason, String message) {}

  /** Starts with the change after {@code lastChange}. */
  public Committer(Database database, Room room, long lastChange) {
    this(database, room, lastChange, PATIENCE);
  }

  /** As the other, with {@link #commit} waiting for {@code patience}. */
  public Committer(Database database, Room room, long lastChange, Duration patience) {
    this.database = database;
    this.room = room;
    this.lastChange = lastChange;
    this.patience = patience;
    thread.start();
  }

  /**
   * Decides {@code operation}, and returns its outcome once everything it rests on is durable. If
   * the disk keeps it waiting for too long it throws: what has not been begun is never done, what
   * has been begun may still be.
   */
  public <T extends @Nullable Object> T commit(String name, Operation<T> operation) {
    return submit(name, operation).await(patience);
  }

  /**
   * As {@link #commit}, but waits for the disk however long it takes, unless interrupted. So a
   * caller that repeats what threw has it done once: it was refused, or nothing is written any
   * more.
   */
  public <T extends @Nullable Object> T commitOnce(String name, Operation<T> operation) {
    return submit(name, operation).await();
  }

  private <T extends @Nullable Object> Submission<T> submit(String name, Operation<T> operation) {
    throwIfStopped(name);
    Submission<T> submission = new Submission<>(name, operation);
    admit(name, submission);
    return submission;
  }

  /** Throws if nothing can be written any more. */
  public void throwIfStopped(String name) {
    Stop why = stop;
    if (why != null) {
      throw new StoreException(why.reason(), name, why.message());
    }
  }

  /** The number of the last change that has been acknowledged. */
  public long lastChange() {
    return lastChange;
  }

  /** Calls {@code listener} with each changed key, before the change's caller is told. */
  public void onChange(Consumer<LinkKey> listener) {
    listeners.add(listener);
  }

  private void admit(String name, Submission<?> submission) {
    try {
      if (!queue.offer(submission, ADMISSION_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreException(
            Reason.UNAVAILABLE, name, MAX_QUEUED + " other changes wait for the disk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Reason.UNAVAILABLE, name, "interrupted before it was tried");
    }
  }

  private void run() {
    List<Submission<?>> taken = new ArrayList<>(MAX_BATCH);
    while (!closing || !queue.isEmpty()) {
      try {
        taken.add(queue.take());
        letOthersSubmit();
        queue.drainTo(taken, MAX_BATCH - 1);
        commit(taken);
      } catch (InterruptedException e) {
        LOG.warn("nobody may interrupt the committer", e);
      } catch (RuntimeException | Error e) {
        LOG.error("the committer failed; nothing is written until a restart", e);
        stop(taken, new Stop(Reason.WRITES_STOPPED, "the committer failed: " + e));
      }
      taken.clear();
    }
  }

  /**
   * On a busy processor, threads that are about to submit wait for this one. A batch costs much of
   * what it costs by itself, so they had better be in it.
   */
  @SuppressWarnings("ThreadPriorityCheck") // it is a hint, and nothing depends on it
  private static void letOthersSubmit() {
    Thread.yield();
  }

  private void commit(List<Submission<?>> taken) {
    Stop why = stop;
    if (why == null) {
      why = write(taken);
    }
    if (why != null) {
      stop(taken, why);
    }
  }

  private @Nullable Stop write(List<Submission<?>> taken) {
    try {
      database.lookInside(snapshot -> {
        Batch batch = new Batch(snapshot, lastChange + 1);
        taken.forEach(submission -> submission.decide(batch));
        if (batch.isEmpty()) {
          taken.forEach(Submission::acknowledge);
        } else if (room.isLeft()) {
          write(batch, taken.size());
          batch.afterwards().forEach(Runnable::run);
          acknowledge(taken, batch.changed());
        } else {
          taken.forEach(submission -> submission.fail(Reason.FULL, room.refusal()));
        }
        return true;
      });
      return null;
    } catch (RocksDBException e) {
      LOG.error("a write failed; nothing is written until a restart", e);
      return new Stop(
          Failures.writing(e),
          "a write failed (" + e.getMessage() + "): see to the disk, then restart Terse");
    }
  }

  private void write(Batch batch, int size) throws RocksDBException {
    long began = System.nanoTime();
    database.write(batch::fill);
    writes.add(System.nanoTime() - began);
    changes.add(size);
  }

  /** How much is written at once, how long that takes, and what room is left. */
  public List<Figure> figures() {
    return List.of(
        Figure.spread("rocksdb_commit_changes", changes.now(), "Changes in each commit."),
        Figure.spread(
            "rocksdb_commit_seconds",
            writes.now(),
            "How long each commit took, its fsync included."),
        Figure.level("rocksdb_commit_queue", queue.size(), "Changes that wait for a commit."),
        Figure.state(
            "rocksdb_writes_stopped",
            stop != null,
            "Whether nothing is written any more" + " until a restart, because a write failed."),
        Figure.level("rocksdb_disk_free_bytes", room.left(), "Room on the store's disk."),
        Figure.level(
            "rocksdb_disk_reserve_bytes", room.reserve(), "Room below which nothing is written."));
  }

  private void acknowledge(List<Submission<?>> written, List<LinkKey> changed) {
    long last = lastChange + changed.size();
    lastChange = last;
    changed.forEach(this::tell);
    written.forEach(Submission::acknowledge);
  }

  private void stop(List<Submission<?>> taken, Stop why) {
    stop = why;
    taken.forEach(submission -> submission.fail(why.reason(), why.message()));
  }

  private void tell(LinkKey key) {
    for (Consumer<LinkKey> listener : listeners) {
      try {
        listener.accept(key);
      } catch (RuntimeException e) {
        LOG.error("a listener failed for {}", key, e);
      }
    }
  }

  /** Finishes what has been submitted and ends the thread. Nobody may submit any more. */
  @Override
  public void close() {
    boolean interrupted = false;
    while (true) {
      try {
        closing = true;
        queue.put(new Submission<>("store.close", _ -> true));
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
