package dev.terse.app.serve;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for SIGTERM, SIGINT or SIGHUP and ends the process with status 0.
 *
 * <p>Java's own handlers turn each of them into a shutdown, of which only the hooks can be used;
 * the status would be 128 and the signal's number, so the hook itself ends the process.
 */
public final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  /** What a stop may take beyond its grace before it counts as stuck. */
  private static final Duration SPARE = Duration.ofSeconds(5);

  private Ending() {}

  /** Runs {@code close} once a signal has come. Never returns. */
  public static void await(Runnable close, Duration grace) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(close, grace), "stop"));
    new CountDownLatch(1).await();
  }

  private static void end(Runnable close, Duration grace) {
    Thread.ofPlatform().daemon().name("stop-limit").start(() -> giveUp(grace.plus(SPARE)));
    int status = 0;
    try {
      close.run();
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
