package dev.terse.testbed.pressure;

import dev.terse.testbed.outage.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Honest clients of a running server beside those of an {@link Attack}: they follow a link on kept
 * connections and on new ones, look at the first page, and make links, at a constant rate.
 */
public final class Siege {

  /** A path that the server must know as a link. */
  public static final String LINK = "/known";

  private static final double RATE = 200;
  private static final int MOST = 500;
  private static final int SPARE_DESCRIPTORS = 20;
  private static final Duration OPENING = Duration.ofSeconds(20);
  private static final Duration RECOVERY = Duration.ofSeconds(60);

  private static final Ask KEPT = Ask.get("kept", 5, 302, n -> LINK);
  private static final Ask NEW = KEPT.onNewConnection("new");
  private static final Ask PAGE = Ask.get("page", 1, 200, n -> "/");

  private final Subject subject;
  private final AtomicInteger links = new AtomicInteger();

  /** A siege of {@code subject}, which must know {@link #LINK}. */
  public Siege(Subject subject) {
    this.subject = subject;
  }

  /**
   * What came of it.
   *
   * @param attack which
   * @param opened connections of the attack
   * @param cutOff of which the server ended so many; slow ones have a minute more for it
   * @param lastCut when it ended one last
   * @param redirects what honest clients got who followed a link on a kept connection
   * @param others what the others got, by kind
   * @param effort what it cost server and clients meanwhile
   * @param before the server's vitals
   * @param during the same with all connections of the attack
   * @param after the same when the descriptors had returned
   * @param recovery until they had
   */
  public record Result(
      Attack attack,
      long opened,
      long cutOff,
      Duration lastCut,
      Tally redirects,
      List<Tally> others,
      Effort effort,
      Vitals before,
      Vitals during,
      Vitals after,
      Duration recovery) {

    /** The head of a table of these. */
    public static final String HEAD = "| attack | connections | cut off | last cut s"
        + " | redirect p50 ms | p99 | max | new connection p99 | page p99 | create p99"
        + " | loops late p99, max | CPU s server, clients"
        + " | shed, failed | descriptors | resident MiB | recovery s |\n"
        + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|--:|---|---|--:|\n";

    /** Honest requests that were answered 503 with Retry-After. */
    public long shed() {
      return redirects.shed() + others.stream().mapToLong(Tally::shed).sum();
    }

    /** Honest requests that were answered otherwise than they should, or not at all. */
    public long broken() {
      return bad(redirects) + others.stream().mapToLong(Result::bad).sum();
    }

    private static long bad(Tally tally) {
      return tally.failed() + tally.hung();
    }

    /** A row of the table. */
    public String row() {
      return String.format(
          Locale.ROOT,
          "| %s | %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f"
              + " | %.0f, %.0f | %.1f, %.1f | %d, %d | %d, %d, %d | %d, %d, %d | %.1f |%n",
          attack.name(),
          opened,
          cutOff,
          lastCut.toMillis() / 1e3,
          redirects.millis(0.5),
          redirects.millis(0.99),
          redirects.millis(1),
          others.get(0).millis(0.99),
          others.get(1).millis(0.99),
          others.get(2).millis(0.99),
          effort.lags().millis(0.99),
          effort.lags().millis(1),
          effort.server().toMillis() / 1e3,
          effort.clients().toMillis() / 1e3,
          shed(),
          broken(),
          before.descriptors(),
          during.descriptors(),
          after.descriptors(),
          before.residentMiB(),
          during.residentMiB(),
          after.residentMiB(),
          recovery.toMillis() / 1e3);
    }
  }

  /** Lets honest clients ask for {@code time}, alone. */
  public void warmUp(Duration time) {
    OpenLoop.run(subject.port(), asks(), RATE, time, MOST);
  }

  /** Lets {@code attack} happen on {@code count} connections for {@code time}. */
  public Result suffer(Attack attack, int count, Duration time) {
    Vitals before = Vitals.of(subject.pid());
    List<Ask> asks = asks();
    OpenLoop.Result honest;
    Effort effort;
    Vitals during;
    long opened;
    long cutOff;
    Duration lastCut;
    try (Attackers attackers = Attackers.start(attack, subject.port(), count)) {
      await(attackers, count);
      during = Vitals.of(subject.pid());
      Effort effortBefore = Effort.of(subject);
      honest = OpenLoop.run(subject.port(), asks, RATE, time, MOST);
      effort = Effort.of(subject).since(effortBefore);
      during = during.most(Vitals.of(subject.pid()));
      awaitCutOff(attackers, attack, count);
      opened = attackers.opened();
      cutOff = attackers.cutOff();
      lastCut = attackers.lastCut();
    }
    Duration recovery =
        Vitals.awaitDescriptors(subject.pid(), before.descriptors() + SPARE_DESCRIPTORS, RECOVERY);
    return new Result(
        attack,
        opened,
        cutOff,
        lastCut,
        honest.of(KEPT),
        List.of(honest.of(NEW), honest.of(PAGE), honest.of(asks.getLast())),
        effort,
        before,
        during,
        Vitals.of(subject.pid()),
        recovery);
  }

  /** Those that stay, and take the answers, are to be cut off some time: a busy server is late. */
  private static void awaitCutOff(Attackers attackers, Attack attack, int count) {
    long began = System.nanoTime();
    while (!attack.again()
        && attack.reading() != Attack.Reading.TRICKLE
        && attackers.cutOff() < count
        && System.nanoTime() - began < RECOVERY.toNanos()) {
      Vitals.pause();
    }
  }

  private List<Ask> asks() {
    int run = links.incrementAndGet();
    return List.of(
        KEPT, NEW, PAGE, Ask.create("create", 1, n -> "https://example.com/" + run + "/" + n));
  }

  /** Until all are connected, or those that come again have come as often. */
  private static void await(Attackers attackers, int count) {
    long began = System.nanoTime();
    while (attackers.opened() < count) {
      if (System.nanoTime() - began > OPENING.toNanos()) {
        throw new IllegalStateException("only " + attackers.opened() + " connections were taken");
      }
      Vitals.pause();
    }
  }
}
