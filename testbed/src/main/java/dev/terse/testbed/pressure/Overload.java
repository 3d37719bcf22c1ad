package dev.terse.testbed.pressure;

import dev.terse.testbed.outage.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * More requests than a running server can serve: redirects that its memory knows, look-ups of codes
 * that it does not, requests of the API, and pages.
 */
public final class Overload {

  /** A path that the server must know as a link. */
  public static final String LINK = "/known";

  private static final String CODE = LINK.substring(1);

  /** Beyond these, requests wait in the client. */
  private static final int MOST = 4_000;

  private static final Duration MEASURE = Duration.ofSeconds(4);
  private static final double MEASURE_RATE = 3_000;
  private static final Duration ONE_LOOK = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double GENTLE = 0.3;

  /** So much of the mix asks the store. */
  private static final double PART_OF_STORE = 0.8;

  private static final Ask KNOWN = Ask.get("known redirect", 2, 302, n -> LINK);
  private static final Ask LOOK_UP =
      Ask.get("look-up", 3, 404, n -> "/nobody" + n + "-" + System.nanoTime());
  private static final Ask API = Ask.get("API", 4, 200, n -> "/-/api/v1/links/" + CODE);
  private static final Ask PAGE = Ask.get("page", 1, 200, n -> "/-/link/" + CODE);
  private static final List<Ask> ALL = List.of(KNOWN, LOOK_UP, API, PAGE);

  private final Subject subject;

  /** An overload of {@code subject}, which must know {@link #LINK}. */
  public Overload(Subject subject) {
    this.subject = subject;
  }

  /**
   * What came of it.
   *
   * @param factor of the capacity that was asked for
   * @param asked how much
   * @param recovery from the end of the load until all was answered again
   * @param vitals of the server at the end of the load
   */
  public record Result(double factor, OpenLoop.Result asked, Duration recovery, Vitals vitals) {

    /** The head of a table of these. */
    public static final String HEAD = "| times | kind | answered | p50 ms | p99 ms | max ms"
        + " | shed | shed within ms | failed or hung | unanswered | threads | recovery s |\n"
        + "|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";

    /** What known redirects got. */
    public Tally known() {
      return asked.of(KNOWN);
    }

    /** What look-ups got. */
    public Tally lookUps() {
      return asked.of(LOOK_UP);
    }

    /** What the API's clients got. */
    public Tally api() {
      return asked.of(API);
    }

    /** What people got. */
    public Tally pages() {
      return asked.of(PAGE);
    }

    /** Rows of the table. */
    public String rows() {
      StringBuilder rows = new StringBuilder();
      asked
          .tallies()
          .forEach((ask, tally) -> rows.append(String.format(
              Locale.ROOT,
              "| %.0f | %s | %d | %.1f | %.1f | %.1f | %d | %.1f | %d | %d | %d | %.1f |%n",
              factor,
              ask.name(),
              tally.answered(),
              tally.millis(0.5),
              tally.millis(0.99),
              tally.millis(1),
              tally.shed(),
              tally.shedMillis(),
              tally.failed() + tally.hung(),
              asked.mostUnanswered(),
              vitals.threads(),
              recovery.toMillis() / 1e3)));
      return rows.toString();
    }
  }

  /**
   * How many requests of this mix the server answers a second, measured by asking for more. Known
   * redirects do not count: the store limits the others.
   */
  public double capacity() {
    OpenLoop.Result result = OpenLoop.run(subject.port(), ALL, MEASURE_RATE, MEASURE, MOST);
    long answered = (long) result.of(LOOK_UP).answered()
        + result.of(API).answered()
        + result.of(PAGE).answered();
    double capacity = answered / (double) MEASURE.toSeconds() / PART_OF_STORE;
    settle(capacity);
    return capacity;
  }

  /** Asks for {@code factor} times {@code capacity} for {@code time}. */
  public Result suffer(double capacity, double factor, Duration time) {
    OpenLoop.Result asked = OpenLoop.run(subject.port(), ALL, capacity * factor, time, MOST);
    Vitals vitals = Vitals.of(subject.pid());
    return new Result(factor, asked, settle(capacity), vitals);
  }

  /** Asks gently until all is answered; tells how long that took. */
  private Duration settle(double capacity) {
    long began = System.nanoTime();
    String last = "";
    while (System.nanoTime() - began < PATIENCE.toNanos()) {
      long look = System.nanoTime();
      OpenLoop.Result gentle = OpenLoop.run(subject.port(), ALL, capacity * GENTLE, ONE_LOOK, MOST);
      last = gentle.tallies().values().toString();
      if (gentle.tallies().values().stream()
          .allMatch(tally -> tally.shed() + tally.failed() + tally.hung() == 0)) {
        return Duration.ofNanos(look - began);
      }
    }
    throw new IllegalStateException("not well after " + PATIENCE + ": " + last);
  }
}
