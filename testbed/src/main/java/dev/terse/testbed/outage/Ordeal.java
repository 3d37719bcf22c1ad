package dev.terse.testbed.outage;

import dev.terse.testbed.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes the store away from a running server while visitors follow links that it remembers and
 * links that it does not, and tells what they got.
 */
public final class Ordeal {
  private static final int UNANSWERED = -1;
  private static final int CREATED = 201;
  private static final int TAKEN = 409;
  private static final int UNAVAILABLE = 503;
  private static final int WARM = 100;
  private static final int COLD = 300;
  private static final int WARM_VISITORS = 4;
  private static final Duration WARM_PAUSE = Duration.ofMillis(2);
  private static final Duration COLD_PAUSE = Duration.ofMillis(20);
  private static final Duration AWHILE = Duration.ofMillis(500);

  /** After an outage a server has this long to be well again before the ordeal gives up. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Subject subject;
  private final FaultProxy proxy;
  private final String run;
  private final List<String> warm;
  private final List<String> cold;

  /**
   * An ordeal of {@code subject}, whose store is behind {@code proxy}.
   *
   * @param run begins the codes that are used, which no other ordeal may
   */
  public Ordeal(Subject subject, FaultProxy proxy, String run) {
    this.subject = subject;
    this.proxy = proxy;
    this.run = run;
    this.warm = codes("w", WARM);
    this.cold = codes("c", COLD);
  }

  /** Makes the links, follows some of them, has {@code outage} happen, and waits for its end. */
  public OutageResult suffer(Outage outage) {
    prepare();
    Visitors regulars = new Visitors(subject.port(), warm, WARM_VISITORS, WARM_PAUSE);
    Visitors strangers = new Visitors(subject.port(), cold, 1, COLD_PAUSE);
    proxy.mostConnections();
    regulars.start();
    Subject.pause(AWHILE);
    outage.begin().run();
    strangers.start();
    int threads = rest(outage.duration());
    Visitors.Got strange = strangers.end();
    outage.end().run();
    long ended = System.nanoTime();
    subject.await("/" + run + "after", 302, PATIENCE);
    awaitLink();
    Duration recovery = Duration.ofNanos(System.nanoTime() - ended);
    Subject.pause(AWHILE);
    Visitors.Got regular = regulars.end();
    return new OutageResult(
        outage,
        regular,
        strange,
        new OutageResult.Toll(threads, proxy.mostConnections(), recovery, subject.isAlive()));
  }

  private void prepare() {
    subject.await("/-/health/ready", 200, PATIENCE);
    List<String> all = new ArrayList<>(warm);
    all.addAll(cold);
    all.add(run + "after");
    all.forEach(this::make);
    warm.forEach(code -> subject.await("/" + code, 302, PATIENCE));
  }

  /** Makes a link; again if the machine stood still meanwhile, so that the store was late. */
  private void make(String code) {
    long began = System.nanoTime();
    int status = subject.shorten(code);
    boolean isRepeated = false;
    while (status == UNANSWERED || status == UNAVAILABLE) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        break;
      }
      Subject.pause(COLD_PAUSE);
      status = subject.shorten(code);
      isRepeated = true;
    }
    // What was not acknowledged may have happened.
    if (status != CREATED && !(isRepeated && status == TAKEN)) {
      throw new IllegalStateException(code + " was answered " + status + ":\n" + subject.output());
    }
  }

  /** Until a link can be made again. */
  private void awaitLink() {
    long began = System.nanoTime();
    for (int i = 0; subject.shorten(run + "new" + i) != 201; i++) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IllegalStateException("no link can be made:\n" + subject.output());
      }
      Subject.pause(WARM_PAUSE);
    }
  }

  /** Lets time pass, and tells the most threads that there were. */
  private int rest(Duration time) {
    long began = System.nanoTime();
    int most = 0;
    while (System.nanoTime() - began < time.toNanos()) {
      most = Math.max(most, subject.threads());
      Subject.pause(AWHILE);
    }
    return most;
  }

  private List<String> codes(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> run + kind + i).toList();
  }
}
