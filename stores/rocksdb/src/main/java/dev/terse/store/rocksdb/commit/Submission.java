package dev.terse.store.rocksdb.commit;

import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.disk.Failures;
import dev.terse.store.rocksdb.record.RecordException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** An operation on its way through the committer. Its outcome is told only once it is durable. */
final class Submission<T extends @Nullable Object> {
  /** How long a caller waits for the disk before it gives up, not knowing the outcome. */
  private static final int WAIT_SECONDS = 60;

  private final String name;
  private final Operation<T> operation;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private Runnable completion = () -> {};

  Submission(String name, Operation<T> operation) {
    this.name = name;
    this.operation = operation;
  }

  void decide(Batch batch) {
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

  T await() {
    try {
      return outcome.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new CompletionException(e);
    } catch (TimeoutException e) {
      throw new StoreException(
          Reason.UNAVAILABLE, name, "the disk has not answered for " + WAIT_SECONDS + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Reason.UNAVAILABLE, name, "interrupted: the outcome is unknown");
    }
  }
}
