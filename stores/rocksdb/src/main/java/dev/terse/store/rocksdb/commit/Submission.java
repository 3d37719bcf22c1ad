package dev.terse.store.rocksdb.commit;

import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.disk.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** An operation on its way through the committer. Its outcome is told only once it is durable. */
final class Submission<T extends @Nullable Object> {
  private final String name;
  private final Operation<T> operation;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  /** Set by the first of two: the committer that begins with it, the caller that gives it up. */
  private final AtomicBoolean claimed = new AtomicBoolean();

  private Runnable completion = () -> {};

  Submission(String name, Operation<T> operation) {
    this.name = name;
    this.operation = operation;
  }

  /** Decides the operation, unless its caller has given it up. */
  void decide(Batch batch) {
    if (!claimed.compareAndSet(false, true)) {
      return;
    }
    try {
      T result = operation.decide(batch);
      completion = () -> outcome.complete(result);
    } catch (RocksDBException e) {
      refuse(Failures.reading(name, e));
    } catch (RecordException e) {
      refuse(new StoreException(e.reason(), name, e));
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  private void refuse(RuntimeException failure) {
    completion = () -> outcome.completeExceptionally(failure);
  }

  /** Tells the caller what was decided. */
  void acknowledge() {
    completion.run();
  }

  /** Tells the caller that nothing was acknowledged. */
  void fail(Reason reason, String message) {
    outcome.completeExceptionally(new StoreException(reason, name, message));
  }

  /** The outcome; gives up after {@code patience}. */
  T await(Duration patience) {
    try {
      return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (TimeoutException e) {
      throw givenUp("the disk has not answered for " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp("interrupted");
    }
  }

  /** The outcome, however long it takes; gives up only when interrupted. */
  T await() {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      throw cause(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp("interrupted");
    }
  }

  private StoreException givenUp(String why) {
    String state =
        claimed.compareAndSet(false, true) ? "nothing was changed" : "the outcome is unknown";
    return new StoreException(Reason.UNAVAILABLE, name, why + ": " + state);
  }

  private static RuntimeException cause(ExecutionException e) {
    return e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
  }
}
