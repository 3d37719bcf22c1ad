package dev.terse.store.contract.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that start at the same moment. */
public final class Race {

  private Race() {}

  /** What each of {@code runners} threads returned, by its number; throws what one threw. */
  public static <T> List<T> run(int runners, IntFunction<T> task) {
    CountDownLatch ready = new CountDownLatch(runners);
    List<Future<T>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(runners)) {
      for (int i = 0; i < runners; i++) {
        int number = i;
        running.add(threads.submit(() -> {
          ready.countDown();
          ready.await();
          return task.apply(number);
        }));
      }
    }
    return running.stream().map(Race::outcome).toList();
  }

  private static <T> T outcome(Future<T> runner) {
    try {
      return runner.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a runner failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
