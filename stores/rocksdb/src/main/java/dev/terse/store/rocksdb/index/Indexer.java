package dev.terse.store.rocksdb.index;

import dev.terse.core.record.Value;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.record.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the index up with the links, on one thread that alone writes to it.
 *
 * <p>Each commit of links notes the changed ones under rising numbers. The thread brings them into
 * Lucene, commits that now and then together with the last number, and only then has the notes
 * deleted: whatever a crash loses of the index, the notes still hold. An index that is missing,
 * damaged, or of another database than this one is built anew by a walk over all links; the same
 * walk renews one that is in use, which stays right meanwhile, because only this thread writes and
 * each document is replaced by the link's latest state.
 *
 * <p>Links that are made are never held up: unless a search is waiting, the thread rests as long as
 * it works, so it takes at most half of one processor.
 */
final class Indexer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration MAX_REST = Duration.ofMillis(100);
  private static final Duration COMMIT_EVERY = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Path path;
  private final Database database;
  private final Committer committer;
  private final Watermark watermark = new Watermark();
  private final AtomicReference<@Nullable Walk> requested = new AtomicReference<>();
  private final Thread thread = Thread.ofPlatform().name("terse-index").unstarted(this::run);
  private volatile boolean closing;

  /** Changes that Lucene has, those it has durably, and the generation it writes. */
  private long applied;

  private long committed;
  private long generation;
  private long committedAt;

  Indexer(Path path, Database database, Committer committer) {
    this.path = path;
    this.database = database;
    this.committer = committer;
    thread.start();
  }

  /** The index once it holds every change up to {@code change}; throws if that takes too long. */
  LuceneIndex await(long change, String operation) {
    return watermark.await(change, operation, () -> LockSupport.unpark(thread));
  }

  /** Has all links written into the index anew; one such walk at a time. */
  CompletableFuture<Long> rebuild(LongConsumer progress) {
    Walk walk = new Walk(progress);
    if (!requested.compareAndSet(null, walk)) {
      throw new StoreException(
          Reason.UNAVAILABLE, "store.reindex", "the index is being rebuilt already");
    }
    LockSupport.unpark(thread);
    return walk.outcome();
  }

  private void run() {
    while (!closing) {
      try (LuceneIndex index = open()) {
        serve(index);
      } catch (IOException | RocksDBException | RuntimeException | Error e) {
        LOG.error("the search index failed; it is opened again in {}", RETRY_AFTER, e);
        fail(Reason.UNAVAILABLE, "the search index failed: " + e.getMessage());
        pause(RETRY_AFTER);
      } finally {
        watermark.withdraw();
      }
    }
    fail(Reason.CLOSED, "the store has been closed");
  }

  private LuceneIndex open() throws IOException, RocksDBException {
    long forgotten =
        Value.number("the index's state", Keys.INDEXED, database.get(Column.META, Keys.INDEXED));
    try {
      LuceneIndex index = LuceneIndex.open(path);
      if (fits(index, forgotten)) {
        return index;
      }
      index.close();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("the search index in {} is damaged and will be rebuilt", path, e);
    }
    return LuceneIndex.create(path);
  }

  /** Not older than the notes that are left, and not newer than the links. */
  private boolean fits(LuceneIndex index, long forgotten) {
    return index.changes() >= forgotten && index.changes() <= committer.lastChange();
  }

  private void serve(LuceneIndex index) throws IOException, RocksDBException {
    LinkFeed feed = new LinkFeed(database, index);
    boolean fresh = index.changes() < 0;
    generation = index.generation();
    committed = index.changes();
    applied = fresh ? committer.lastChange() : committed;
    committedAt = System.nanoTime();
    if (fresh && !walk(feed, index, firstWalk())) {
      return;
    }
    while (!closing) {
      long began = System.nanoTime();
      Walk walk = requested.get();
      if (walk != null) {
        walk(feed, index, walk);
      } else if (follow(feed, index)) {
        rest(System.nanoTime() - began);
      } else {
        commitIfDue(index);
        pause(IDLE);
      }
    }
    if (hasNews(index)) {
      commit(index);
    }
  }

  /** One that was asked for already does for an index that is new. */
  private Walk firstWalk() {
    Walk walk = requested.get();
    return walk == null ? new Walk(done -> LOG.debug("{} links indexed", done)) : walk;
  }

  /** Takes the next changes over and tells whether there were any. */
  private boolean follow(LinkFeed feed, LuceneIndex index) throws IOException, RocksDBException {
    long last = committer.lastChange();
    boolean behind = applied < last;
    if (behind) {
      applied = feed.follow(applied, last, generation);
    }
    watermark.reach(index, applied);
    return behind;
  }

  /** Writes all links anew and tells whether it came to the end. */
  private boolean walk(LinkFeed feed, LuceneIndex index, Walk walk)
      throws IOException, RocksDBException {
    boolean fresh = committed < 0;
    generation++;
    while (feed.walk(walk, generation, fresh)) {
      if (closing) {
        return false;
      }
      walk.report();
      if (!fresh) {
        follow(feed, index);
      }
    }
    index.deleteOlderThan(generation);
    commit(index);
    watermark.reach(index, applied);
    walk.report();
    requested.compareAndSet(walk, null);
    walk.finish();
    return true;
  }

  /** What Lucene merges is committed as well, or the next start would merge it again. */
  private boolean hasNews(LuceneIndex index) {
    return applied != committed || index.hasChanged();
  }

  private void commitIfDue(LuceneIndex index) throws IOException {
    if (hasNews(index) && System.nanoTime() - committedAt >= COMMIT_EVERY.toNanos()) {
      commit(index);
    }
  }

  private void commit(LuceneIndex index) throws IOException {
    committedAt = System.nanoTime();
    index.commit(applied, generation);
    committed = applied;
    try {
      committer.commit("index.commit", batch -> {
        batch.forgetChanges(committed);
        return true;
      });
    } catch (StoreException e) {
      LOG.warn("the index has changes whose notes cannot be deleted: {}", e.getMessage());
    }
  }

  private void fail(Reason reason, String message) {
    Walk walk = requested.getAndSet(null);
    if (walk != null) {
      walk.outcome().completeExceptionally(new StoreException(reason, "store.reindex", message));
    }
  }

  private void rest(long workedNanos) {
    if (!watermark.isAwaited()) {
      pause(Duration.ofNanos(Math.min(workedNanos, MAX_REST.toNanos())));
    }
  }

  private void pause(Duration duration) {
    if (!closing) {
      LockSupport.parkNanos(duration.toNanos());
    }
  }

  /** Commits what has been brought and ends the thread. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      LockSupport.unpark(thread);
      try {
        thread.join(IDLE);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
