package dev.terse.core.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs many short tasks that wait for a store, each on a virtual thread, a bounded number at a
 * time. Once a task has failed, no other is begun. Used by one thread.
 */
public final class Lanes implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Semaphore free;
  private final int count;

  /** At most {@code count} tasks at a time. */
  public Lanes(int count) {
    this.count = count;
    this.free = new Semaphore(count);
  }

  /**
   * Begins {@code task} as soon as a lane is free, or throws what an earlier one threw.
   *
   * @throws RuntimeException the first failure of any task
   */
  public void run(Runnable task) {
    free.acquireUninterruptibly();
    if (failure.get() != null) {
      free.release();
      throwFailure();
    }
    threads.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      } finally {
        free.release();
      }
    });
  }

  /** Waits until every task has ended, and throws what the first that failed threw. */
  public void await() {
    free.acquireUninterruptibly(count);
    free.release(count);
    throwFailure();
  }

  /** Waits until every task has ended. */
  @Override
  public void close() {
    threads.close();
  }

  private void throwFailure() {
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }
}
