package dev.terse.store.postgres.create;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.postgres.change.Changes;
import dev.terse.store.postgres.connect.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates links, many in one transaction. {@link #create} is safe for use by many threads.
 *
 * <p>A writer takes all that has queued up while the one before was committed, so a lone caller
 * does not wait for others and many share one commit. There are two writers, so that one prepares
 * while the server syncs for the other.
 */
public final class Creator implements AutoCloseable {
  static final String OPERATION = "links.create";
  private static final Logger LOG = LoggerFactory.getLogger(Creator.class);

  /** Links that may wait; further callers wait for room. */
  static final int MAX_QUEUED = 16_384;

  /** Links in one transaction, which bounds its locks and how long the first of them waits. */
  static final int MAX_BATCH = 512;

  private static final int WRITERS = 2;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Database database;
  private final Changes changes;
  private final String schema;
  private final Duration patience;
  private final BlockingQueue<Submission> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final List<Thread> writers;
  private volatile boolean closed;

  /**
   * Begins.
   *
   * @param patience how long a caller waits for its answer
   */
  public Creator(Database database, Changes changes, String schema, Duration patience) {
    this.database = database;
    this.changes = changes;
    this.schema = schema;
    this.patience = patience;
    this.writers = IntStream.range(0, WRITERS)
        .mapToObj(n -> Thread.ofPlatform().daemon().name("terse-create-" + n).start(this::run))
        .toList();
  }

  /** As {@link dev.terse.core.store.LinkStore#create} says. */
  public Creation create(Link link, Reuse reuse) {
    return submit(link, reuse).await(patience);
  }

  /** As {@link dev.terse.core.store.LinkStore#createAll} says. */
  public List<Link> createAll(List<Link> links) {
    List<Submission> submissions =
        links.stream().map(link -> submit(link, Reuse.NEVER)).toList();
    List<Link> taken = new ArrayList<>();
    for (Submission submission : submissions) {
      if (submission.await(patience) instanceof Creation.Taken) {
        taken.add(submission.link());
      }
    }
    return taken;
  }

  private Submission submit(Link link, Reuse reuse) {
    Submission submission = new Submission(link, reuse);
    try {
      if (!queue.offer(submission, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            Reason.UNAVAILABLE, OPERATION, MAX_QUEUED + " other links wait for the server");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Reason.UNAVAILABLE, OPERATION, "interrupted before it was tried");
    }
    return submission;
  }

  /** Ends, once nobody waits for an answer any more. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    for (Thread writer : writers) {
      while (writer.isAlive()) {
        try {
          writer.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<Submission> taken = new ArrayList<>(MAX_BATCH);
    while (!closed || !queue.isEmpty()) {
      try {
        Submission first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          taken.add(first);
          queue.drainTo(taken, MAX_BATCH - 1);
          taken.removeIf(submission -> !submission.claim());
          write(taken);
        }
      } catch (InterruptedException e) {
        LOG.warn("nobody may interrupt a writer", e);
      } catch (RuntimeException | Error e) {
        LOG.error("a writer failed", e);
        StoreException failure = new StoreException(Reason.UNAVAILABLE, OPERATION, e);
        taken.forEach(submission -> submission.fail(failure));
      }
      taken.clear();
    }
  }

  /** Each round answers at least the first that is left. */
  private void write(List<Submission> taken) {
    List<Submission> left = new ArrayList<>(taken);
    while (!left.isEmpty()) {
      try {
        Batch batch = new Batch(left);
        Map<Submission, Creation> answers =
            database.writeInside(OPERATION, connection -> batch.run(connection, schema, changes));
        answers.forEach(this::acknowledge);
        left.removeAll(answers.keySet());
      } catch (StoreException e) {
        left.forEach(submission -> {
          changes.tell(submission.link().key());
          submission.fail(e);
        });
        return;
      }
    }
  }

  private void acknowledge(Submission submission, Creation creation) {
    if (creation instanceof Creation.Created(Link link)) {
      changes.tell(link.key());
    }
    submission.answer(creation);
  }
}
