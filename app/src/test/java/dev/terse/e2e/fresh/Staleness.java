package dev.terse.e2e.fresh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * How long after a change was acknowledged on one node the other still told the old: for each of
 * many changes, the time of the last wrong answer, 0 if there was none. Answers that were given
 * because the store was late, as on a busy machine, are not counted.
 *
 * @param millis in ascending order
 */
record Staleness(List<Long> millis) {
  /** A change that does not show for so long is taken for one that never will. */
  static final Duration GIVEN_UP = Duration.ofSeconds(10);

  private static final int AT_ONCE = 40;

  /** Longer than an entry is fresh, so that a change meets entries of every age. */
  private static final int LONGEST_WAIT_MILLIS = 6_000;

  /** After the new was seen, the old must not come back for so long. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  /** How often a link is followed around its change. */
  enum Traffic {
    /** All the time. */
    BUSY,
    /** Once before, and then not until any time up to 6 s after it. */
    IDLE
  }

  /**
   * Makes that many links, has the second node know each, changes it on the first (every third is
   * taken down) and follows it on the second.
   *
   * @param prefix of the codes, not used before
   */
  static Staleness measure(Pair pair, String prefix, int changes, Traffic traffic, Random random)
      throws InterruptedException, ExecutionException {
    List<Long> millis = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Long>> lasts = new ArrayList<>();
      for (int i = 0; i < changes; i++) {
        String code = prefix + i;
        boolean takeDown = i % 3 == 0;
        RandomGenerator own = new Random(random.nextLong());
        lasts.add(threads.submit(() -> lastWrong(pair, code, takeDown, traffic, own)));
      }
      for (Future<Long> last : lasts) {
        millis.add(last.get());
      }
    }
    return new Staleness(millis.stream().sorted().toList());
  }

  long percentile(int percent) {
    return millis.get(Math.min(millis.size() - 1, millis.size() * percent / 100));
  }

  long max() {
    return millis.getLast();
  }

  /** p50, p99 and maximum as cells of a Markdown table. */
  String cells() {
    return String.format(Locale.ROOT, "%,d | %,d | %,d", percentile(50), percentile(99), max());
  }

  private static long lastWrong(
      Pair pair, String code, boolean takeDown, Traffic traffic, RandomGenerator random)
      throws InterruptedException {
    String before = "https://example.com/before/" + code;
    String after = takeDown ? Pair.GONE : "https://example.com/after/" + code;
    pair.make(code, before);
    expect(pair.follow(code), before);
    if (traffic == Traffic.BUSY) {
      int reads = random.nextInt(LONGEST_WAIT_MILLIS / 2) / pair.followEvery();
      for (int i = 0; i < reads; i++) {
        expect(pair.follow(code), before);
        Thread.sleep(pair.followEvery());
      }
    }
    if (takeDown) {
      pair.takeDown(code);
    } else {
      pair.edit(code, after);
    }
    long changed = System.nanoTime();
    long late = pair.late();
    if (traffic == Traffic.IDLE) {
      Thread.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
    }
    long asked = System.nanoTime();
    long lastWrong = changed;
    long rightSince = asked;
    while (asked - rightSince < SETTLED.toNanos() && asked - changed < GIVEN_UP.toNanos()) {
      String told = pair.follow(code);
      if (!told.equals(after)) {
        expect(told, before);
        long lateNow = pair.late();
        lastWrong = lateNow == late ? asked : lastWrong;
        late = lateNow;
        rightSince = asked;
      }
      Thread.sleep(pair.followEvery());
      asked = System.nanoTime();
    }
    return (lastWrong - changed) / 1_000_000;
  }

  private static void expect(String told, String expected) {
    if (!told.equals(expected)) {
      throw new IllegalStateException("told '" + told + "' instead of '" + expected + "'");
    }
  }
}
