package dev.terse.e2e.nodes;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreUrl;
import dev.terse.e2e.nodes.NodeProcess.Setup;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a fleet of nodes did to one store: first they drew codes and stored links, then they met in
 * contests, tormented all the while.
 *
 * @param backend what the store is
 * @param draws judged
 * @param contests judged
 * @param kills how many nodes were killed and replaced
 * @param suspensions how many were made to stand still for a while
 * @param endedWell whether all nodes ended when they were asked to
 * @param took until then; the judgement comes after
 */
record Trial(
    String backend,
    Draws draws,
    Contests contests,
    int kills,
    int suspensions,
    boolean endedWell,
    Duration took) {
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final int TRIES = 20;
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * How much is done.
   *
   * @param codes at least so many are drawn
   * @param contests so many are held
   * @param pause about the time between two kills or suspensions
   * @param kills at least so many while codes are drawn
   */
  record Size(int codes, int contests, Duration pause, int kills) {}

  /**
   * Runs nodes on the store at {@code setup.url()}, then judges by what it holds. Prints now and
   * then to standard error how far it is.
   */
  static Trial run(Setup setup, Size size, Random random) throws InterruptedException {
    Draws draws = new Draws();
    Contests contests = new Contests();
    long began = System.nanoTime();
    StoreUrl url = StoreUrl.parse(setup.url());
    if (url.isRemote()) {
      // Makes what all find afterwards; the embedded store belongs to its one node.
      patiently(url::open).close();
    }
    Thread progress = Thread.ofVirtual().start(() -> tell(draws, contests, size, began));
    try (Fleet fleet = new Fleet(setup, (node, report) -> {
      draws.hear(node, report);
      contests.hear(node, report);
    })) {
      draws.begin(fleet.ready());
      fleet.torment(size.pause, random);
      draws.await(size.codes);
      fleet.awaitKills(size.kills);
      fleet.ready().forEach(draws::end);
      contests.hold(fleet, size.contests);
      boolean endedWell = fleet.end();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      try (Store store = patiently(url::open)) {
        draws.judge(store);
        contests.judge(store, size.contests);
        String backend = store.traits().backend();
        return new Trial(
            backend, draws, contests, fleet.kills(), fleet.suspensions(), endedWell, took);
      }
    } finally {
      progress.interrupt();
    }
  }

  /**
   * Asks a store again that does not answer in time: judged is what it holds, not how soon a busy
   * machine tells it. Throws StoreException if it fails for good.
   */
  static <T extends @Nullable Object> T patiently(Supplier<T> question) {
    for (int i = 1; ; i++) {
      try {
        return question.get();
      } catch (StoreException e) {
        if (!e.isRetryable() || i == TRIES) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void tell(Draws draws, Contests contests, Size size, long began) {
    try {
      while (true) {
        Thread.sleep(PROGRESS);
        System.err.printf(
            "%d s: %,d of %,d codes drawn, %,d links made, %,d of %,d contests over%n",
            Duration.ofNanos(System.nanoTime() - began).toSeconds(),
            draws.drawn(),
            size.codes,
            draws.stored(),
            contests.ended(),
            size.contests);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether everything is as promised. */
  boolean isKept() {
    return draws.duplicates().isEmpty()
        && draws.faults().isEmpty()
        && contests.faults().isEmpty()
        && endedWell;
  }

  @Override
  public String toString() {
    return draws + "; " + contests + "; " + kills + " kills, " + suspensions + " suspensions, "
        + (endedWell ? "" : "ended badly, ") + took.toSeconds() + " s";
  }
}
