package dev.terse.app.serve;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for SIGTERM, SIGINT or SIGHUP and ends the process with status 0. A signal that comes while
 * the process still starts is obeyed once it has.
 *
 * <p>Java's own handlers turn each of them into a shutdown, of which only the hooks can be used;
 * the status would be 128 and the signal's number, so the hook itself ends the process.
 */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** What a stop may take beyond its limit before it counts as stuck. */
  private static final Duration SPARE = Duration.ofSeconds(5);

  private final Duration limit;
  private final CompletableFuture<Runnable> closing = new CompletableFuture<>();
  private final Thread hook = new Thread(this::end, "stop");

  private Ending(Duration limit) {
    this.limit = limit;
  }

  /**
   * Takes signals from now on. One of {@link #await} and {@link #withdraw} must follow.
   *
   * @param limit how long a stop may take; a few seconds later the process ends with status 1
   */
  static Ending begin(Duration limit) {
    Ending ending = new Ending(limit);
    Runtime.getRuntime().addShutdownHook(ending.hook);
    return ending;
  }

  /**
   * Runs {@code close} once a signal has come. Returns only if {@code failure} comes first: runs
   * {@code close}, and throws it.
   */
  void await(Runnable close, CompletableFuture<Exception> failure) throws Exception {
    closing.complete(close);
    Exception fault = failure.get();
    withdraw();
    close.run();
    throw fault;
  }

  /** Takes signals no more. Does not return if one has come. */
  void withdraw() throws InterruptedException {
    closing.complete(() -> {});
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      new CountDownLatch(1).await();
    }
  }

  private void end() {
    Thread.ofPlatform().daemon().name("stop-limit").start(() -> giveUp(limit.plus(SPARE)));
    int status = 0;
    try {
      closing.join().run();
    } catch (RuntimeException e) {
      LOG.error("could not stop cleanly", e);
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  private static void giveUp(Duration limit) {
    try {
      Thread.sleep(limit);
      LOG.error("not stopped within {} s: giving up", limit.toSeconds());
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
