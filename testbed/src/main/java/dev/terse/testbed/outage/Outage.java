package dev.terse.testbed.outage;

import dev.terse.testbed.proxy.Fault;
import dev.terse.testbed.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A way for a store to be away.
 *
 * @param name for people
 * @param begin takes the store away
 * @param end brings it back
 * @param duration how long it is away
 * @param cuts whether nothing at all can be read from it meanwhile
 */
public record Outage(String name, Runnable begin, Runnable end, Duration duration, boolean cuts) {

  private static final Duration SLOW = Duration.ofMillis(100);
  private static final Duration VERY_SLOW = Duration.ofSeconds(1);

  /** Every way that {@code backend} behind {@code proxy} knows. */
  public static List<Outage> all(Backend backend, FaultProxy proxy, Duration duration) {
    List<Outage> all = new ArrayList<>();
    all.add(new Outage("kill -9", backend::kill, backend::restart, duration, true));
    all.add(new Outage("pause", backend::suspend, backend::resume, duration, true));
    if (backend.hasLogins()) {
      all.add(new Outage(
          "refused logins", backend::refuseLogins, backend::admitLogins, duration, true));
    }
    all.add(refused(proxy, duration));
    all.add(of("reset", new Fault.Reset(), proxy, duration, true));
    all.add(of("black hole", new Fault.BlackHole(), proxy, duration, true));
    all.add(of("half-closed", new Fault.HalfClose(), proxy, duration, true));
    all.add(of("cut after 200 bytes", new Fault.CutAfter(200), proxy, duration, false));
    all.add(of("100 ms later each way", new Fault.Latency(SLOW), proxy, duration, false));
    all.add(of("1 s later each way", new Fault.Latency(VERY_SLOW), proxy, duration, false));
    return all;
  }

  /** Nobody listens behind {@code proxy}'s addresses. */
  public static Outage refused(FaultProxy proxy, Duration duration) {
    return of("refused", new Fault.Refuse(), proxy, duration, true);
  }

  private static Outage of(
      String name, Fault fault, FaultProxy proxy, Duration duration, boolean cuts) {
    return new Outage(
        name, () -> proxy.set(fault), () -> proxy.set(new Fault.Pass()), duration, cuts);
  }
}
