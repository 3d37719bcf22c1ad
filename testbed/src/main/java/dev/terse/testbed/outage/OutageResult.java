package dev.terse.testbed.outage;

import dev.terse.testbed.outage.Visitors.Got;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of an {@link Ordeal}. */
public final class OutageResult {

  /** The head of a table of {@link #row()}s. */
  public static final String HEAD =
      "| fault | s | cached: asked | answered | share | p99 ms | max ms"
          + " | cold: asked | 503 | found | 404 | threads | connections | recovery s | alive |\n"
          + "|---".repeat(15) + "|\n";

  /** The least share of remembered redirects that must be answered. */
  private static final double SHARE = 0.9999;

  private static final Duration RECOVERY = Duration.ofSeconds(5);

  private final Outage outage;
  private final Got warm;
  private final Got cold;
  private final Toll toll;

  OutageResult(Outage outage, Got warm, Got cold, Toll toll) {
    this.outage = outage;
    this.warm = warm;
    this.cold = cold;
    this.toll = toll;
  }

  /**
   * What it took of the server.
   *
   * @param threads at most, while the store was away
   * @param connections to the store at most
   * @param recovery from the store's return until links are found and made again
   * @param alive whether the process is there afterwards
   */
  record Toll(int threads, int connections, Duration recovery, boolean alive) {}

  /** What was promised and not kept, a sentence each. */
  public List<String> broken() {
    return broken(RECOVERY);
  }

  /** The same on a machine that is too busy for the promised recovery. */
  public List<String> broken(Duration recovery) {
    List<String> broken = new ArrayList<>();
    expect(broken, warm.asked() > 0 && cold.asked() > 0, "nobody asked");
    expect(broken, share() >= SHARE, "cached redirects answered: " + share());
    expect(broken, warm.missing() + cold.missing() == 0, "there were false 404s");
    long told = cold.unavailable() + (outage.cuts() ? 0 : cold.redirected());
    expect(broken, told == cold.asked(), "cold codes got other answers than 503 with Retry-After");
    expect(broken, toll.recovery().compareTo(recovery) <= 0, "recovery took " + toll.recovery());
    expect(broken, toll.alive(), "the process has ended");
    return broken;
  }

  /** A row of a table. */
  public String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %.4f %% | %.1f | %.1f | %d | %d | %d | %d | %d | %d | %.1f | %s |%n",
        outage.name(),
        outage.duration().toSeconds(),
        warm.asked(),
        warm.redirected(),
        100 * share(),
        millis(warm.p99()),
        millis(warm.max()),
        cold.asked(),
        cold.unavailable(),
        cold.redirected(),
        cold.missing(),
        toll.threads(),
        toll.connections(),
        toll.recovery().toMillis() / 1e3,
        toll.alive() ? "yes" : "NO");
  }

  private double share() {
    return warm.asked() == 0 ? 0 : warm.redirected() / (double) warm.asked();
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  private static void expect(List<String> broken, boolean kept, String sentence) {
    if (!kept) {
      broken.add(sentence);
    }
  }
}
