package dev.terse.e2e.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.testbed.outage.PostgresBackend;
import dev.terse.testbed.outage.Subject;
import dev.terse.testbed.pressure.Attack;
import dev.terse.testbed.pressure.Overload;
import dev.terse.testbed.pressure.Siege;
import dev.terse.testbed.proxy.Fault;
import dev.terse.testbed.proxy.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench/pressure.sh} at a small size, without its figures. */
@Tag("slow")
@Timeout(900)
final class PressureIT {
  private static final Path JAR =
      Path.of(System.getProperty("terse.root"), "app/target/terse/terse.jar");
  private static final Duration READY = Duration.ofSeconds(60);
  private static final int MANY = 500;
  private static final Duration ATTACK = Duration.ofSeconds(6);
  private static final Duration LOAD = Duration.ofSeconds(6);

  /** Requests a second, more than the store answers. */
  private static final double CAPACITY = 400;

  /** The next look after one that a busy machine spoilt, which takes as long as its answers. */
  private static final Duration RECOVERY = Duration.ofSeconds(40);

  /** A server that sheds has fewer requests under way; one that does not, all that are sent. */
  private static final int WAITING = 2_300;

  /** A busy machine may make a server that sheds look like one that does not; never otherwise. */
  private static final int ATTEMPTS = 5;

  @TempDir
  private Path directory;

  @Test
  void siege_slowAndHostileConnections_areCutOffAndHonestOnesServed() throws Exception {
    List<String> flags = List.of(
        "--store.url",
        "rocksdb:" + directory.resolve("data"),
        "--server.header-timeout=2s",
        // Ends honest requests too, if a busy machine takes longer over one.
        "--server.idle-timeout=10s");
    try (Subject subject = start(flags)) {
      Siege siege = new Siege(subject);
      List<Attack> attacks = new ArrayList<>(List.of(Attack.idle()));
      attacks.addAll(Attack.slow(Siege.LINK));
      for (Attack attack : attacks) {
        Siege.Result result = siege.suffer(attack, MANY, ATTACK);

        // What slow readers do not take fits into the kernel's buffers; they hold nothing of ours.
        if (attack.reading() != Attack.Reading.TRICKLE) {
          assertThat(result.cutOff()).as("%s: cut off", attack).isEqualTo(MANY);
        }
        assertThat(result.redirects().answered()).as("%s", attack).isPositive();
        assertThat(result.broken()).as("%s: neither served nor shed", attack).isZero();
      }
      for (Attack attack : Attack.quick(Siege.LINK)) {
        Siege.Result result = siege.suffer(attack, 50, Duration.ofSeconds(3));

        assertThat(result.broken()).as("%s: neither served nor shed", attack).isZero();
      }
      assertThat(subject.isAlive()).isTrue();
      assertThat(subject.output()).doesNotContain("ERROR");
    }
  }

  @Test
  void overload_fiveTimesTheCapacity_isShedAndForgotten() {
    Overload.Result result = overload();
    for (int i = 1; i < ATTEMPTS && result.asked().usuallyUnanswered() >= WAITING; i++) {
      result = overload();
    }

    assertThat(result.known().shed()).isZero();
    for (var tally : List.of(result.known(), result.lookUps(), result.api(), result.pages())) {
      assertThat(tally.failed() + tally.hung()).as("%s", tally).isZero();
    }
    for (var tally : List.of(result.known(), result.lookUps(), result.api())) {
      assertThat(tally.answered()).as("%s", tally).isPositive();
    }
    assertThat(result.api().shed()).isPositive();
    assertThat(part(result.pages().shed(), result.pages().answered()))
        .as("pages are shed before the API")
        .isGreaterThanOrEqualTo(part(result.api().shed(), result.api().answered()));
    System.out.println("PressureIT: at most " + result.asked().mostUnanswered()
        + " unanswered, usually " + result.asked().usuallyUnanswered() + ", recovery "
        + result.recovery() + ", " + result.api() + ", " + result.pages());
    assertThat(result.asked().usuallyUnanswered()).isLessThan(WAITING);
    assertThat(result.recovery()).isLessThan(RECOVERY);
  }

  @Test
  void overload_serverThatShedsNothing_isFoundOut() {
    Overload.Result result = overload("--server.max-work=1000000", "--server.work-goal=0s");

    System.out.println("PressureIT: shedding nothing, at most " + result.asked().mostUnanswered()
        + " unanswered, usually " + result.asked().usuallyUnanswered());
    assertThat(result.asked().usuallyUnanswered()).isGreaterThan(WAITING);
  }

  private Overload.Result overload(String... settings) {
    try (PostgresBackend backend = new PostgresBackend(attempt());
        FaultProxy proxy = backend.proxy()) {
      List<String> flags = new ArrayList<>(List.of("--store.url", backend.url(proxy)));
      flags.addAll(List.of(settings));
      try (Subject subject = start(flags)) {
        proxy.set(new Fault.Latency(Duration.ofMillis(20)));
        Overload overload = new Overload(subject);
        // A server that still compiles what it runs answers slowly even those whom it turns away.
        overload.suffer(CAPACITY, 1, LOAD);
        return overload.suffer(CAPACITY, 5, LOAD);
      }
    }
  }

  private Path attempt() {
    try {
      return Files.createTempDirectory(directory, "attempt");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Subject start(List<String> flags) {
    Subject subject = Subject.start(JAR, directory, flags);
    subject.await("/-/health/ready", 200, READY);
    assertThat(subject.shorten(Siege.LINK.substring(1))).isEqualTo(201);
    return subject;
  }

  private static double part(long shed, long answered) {
    return shed / (double) (shed + answered);
  }
}
