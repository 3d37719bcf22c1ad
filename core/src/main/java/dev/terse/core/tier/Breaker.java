package dev.terse.core.tier;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps callers from waiting for a server that does not answer. After {@value #MAX_FAILURES} calls
 * in a row have failed, each call fails at once, until a probe, made on a thread of its own, finds
 * the server again. At most {@value #MAX_CALLS} calls are under way; more fail at once. So a server
 * that hangs costs that many callers one time limit each, and then nobody anything. Safe for use by
 * many threads.
 */
public final class Breaker implements AutoCloseable {
  static final int MAX_FAILURES = 3;
  static final int MAX_CALLS = 256;
  private static final Duration PROBE_EVERY = Duration.ofMillis(500);
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

  private final String server;
  private final BooleanSupplier probe;
  private final Semaphore calls = new Semaphore(MAX_CALLS);
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<State> state = new AtomicReference<>(State.DOWN);
  private volatile @Nullable Thread prober;

  private enum State {
    UP,
    DOWN,
    CLOSED
  }

  /**
   * A breaker that is open at first: {@link #start()} finds out whether the server is there.
   *
   * @param server its name for people
   * @param probe tells whether the server answers, in a bounded time; never called twice at once
   */
  public Breaker(String server, BooleanSupplier probe) {
    this.server = server;
    this.probe = probe;
  }

  /** Probes once; if the server is not there, goes on probing on a thread of its own. */
  public void start() {
    if (probe.getAsBoolean()) {
      state.compareAndSet(State.DOWN, State.UP);
    } else {
      lost();
    }
  }

  /** What {@code call} yields; it throws {@link LinkCacheException} if the server fails. */
  public <T extends @Nullable Object> T call(Supplier<T> call) {
    if (state.get() != State.UP) {
      throw new LinkCacheException(server + " does not answer");
    }
    if (!calls.tryAcquire()) {
      throw new LinkCacheException(server + " has " + MAX_CALLS + " calls to answer already");
    }
    try {
      T result = call.get();
      if (failures.get() != 0) {
        failures.set(0);
      }
      return result;
    } catch (LinkCacheException e) {
      if (failures.incrementAndGet() >= MAX_FAILURES && state.compareAndSet(State.UP, State.DOWN)) {
        lost();
      }
      throw e;
    } finally {
      calls.release();
    }
  }

  private void lost() {
    LOG.warn("{} does not answer: links are read from the store until it does", server);
    prober = Thread.ofVirtual().name("probe " + server).start(this::probe);
  }

  private void probe() {
    while (state.get() == State.DOWN) {
      if (probe.getAsBoolean()) {
        failures.set(0);
        if (state.compareAndSet(State.DOWN, State.UP)) {
          LOG.info("{} answers again", server);
        }
        return;
      }
      try {
        Thread.sleep(PROBE_EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** Fails every later call and ends probing. Idempotent. */
  @Override
  public void close() {
    state.set(State.CLOSED);
    Thread thread = prober;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
