package dev.terse.e2e.follow;

import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that work until they are told to finish, and what became of what they asked. */
public abstract class Crowd implements AutoCloseable {
  private final AtomicLong answered = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean going = true;

  /** Nobody works yet. */
  protected Crowd() {}

  /** Starts {@code count} clients. */
  protected final void start(int count) {
    for (int i = 0; i < count; i++) {
      Random random = new Random(i);
      clients.execute(() -> work(random));
    }
  }

  /** What one client does as long as this {@link #isGoing}. */
  protected abstract void work(Random random);

  /** Whether nobody has said that they shall finish. */
  protected final boolean isGoing() {
    return going;
  }

  /** One more answer was right. */
  protected final void answer() {
    answered.incrementAndGet();
  }

  /** Something went wrong. */
  protected final void fail(String failure) {
    failures.add(failure);
  }

  /** How many redirects came whole and right. */
  public final long answered() {
    return answered.get();
  }

  /** What went wrong. */
  public final List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets the clients finish what they have begun, and waits for them. Idempotent. */
  public final void finish() {
    going = false;
    clients.shutdown();
    try {
      if (!clients.awaitTermination(2 * Following.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        failures.add("clients that hang");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public final void close() {
    finish();
  }

  /** A failure is no reason to ask faster. */
  protected static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
