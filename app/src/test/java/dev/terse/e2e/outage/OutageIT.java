package dev.terse.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.testbed.outage.Backend;
import dev.terse.testbed.outage.Ordeal;
import dev.terse.testbed.outage.Outage;
import dev.terse.testbed.outage.OutageResult;
import dev.terse.testbed.outage.PostgresBackend;
import dev.terse.testbed.outage.RedisBackend;
import dev.terse.testbed.outage.Subject;
import dev.terse.testbed.proxy.Fault;
import dev.terse.testbed.proxy.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store of a server goes away for five seconds, in every way, and visitors go on. */
@Tag("slow")
final class OutageIT {
  private static final Path JAR =
      Path.of(System.getProperty("terse.root"), "app/target/terse/terse.jar");
  private static final Duration AWAY = Duration.ofSeconds(5);

  /** Longer than a server takes that gives up, whose status tells it. */
  private static final Duration END = Duration.ofSeconds(30);

  /** On a busy machine; {@code bench/outage.sh} asks for the 5 seconds that are promised. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  @TempDir
  private Path directory;

  /** The stores that several servers share. */
  enum Kind {
    POSTGRESQL,
    REDIS
  }

  @ParameterizedTest
  @EnumSource
  void redirects_storeGoesAwayAndComesBack_goOn(Kind kind) throws Exception {
    try (Backend backend = start(kind);
        FaultProxy proxy = backend.proxy();
        Subject subject = subject(backend, proxy)) {
      SoftAssertions all = new SoftAssertions();
      System.out.print(OutageResult.HEAD);
      int run = 0;
      for (Outage outage : Outage.all(backend, proxy, AWAY)) {
        OutageResult result = new Ordeal(subject, proxy, "r" + run++).suffer(outage);
        System.out.print(result.row());
        all.assertThat(result.broken(RECOVERY))
            .as("%s: %s", kind, outage.name())
            .isEmpty();
      }
      all.assertAll();
    }
  }

  @ParameterizedTest
  @EnumSource
  void start_storeAway_waitsForIt(Kind kind) throws Exception {
    try (Backend backend = start(kind);
        FaultProxy proxy = backend.proxy()) {
      for (Fault fault : List.of(new Fault.Refuse(), new Fault.BlackHole())) {
        proxy.set(fault);
        try (Subject subject = subject(backend, proxy)) {
          assertThat(subject.status("/-/health/live")).isEqualTo(200);
          assertThat(subject.status("/-/health/ready")).isEqualTo(503);
          assertThat(subject.status("/abc")).isEqualTo(503);
          proxy.set(new Fault.Pass());
          subject.await("/-/health/ready", 200, RECOVERY);
          subject.await("/abc", 404, RECOVERY);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sigterm_storeAway_endsCleanly(Kind kind) throws Exception {
    try (Backend backend = start(kind);
        FaultProxy proxy = backend.proxy()) {
      try (Subject subject = subject(backend, proxy)) {
        assertThat(subject.shorten("abc")).isEqualTo(201);
        proxy.set(new Fault.BlackHole());
        assertThat(subject.terminate(END)).as(subject.output()).isZero();
      }
      try (Subject waiting = subject(backend, proxy)) {
        assertThat(waiting.terminate(END)).as(waiting.output()).isZero();
      }
    }
  }

  @Test
  void checker_serverThatTellsNothingStale_findsIt() throws Exception {
    try (Backend backend = start(Kind.REDIS);
        FaultProxy proxy = backend.proxy();
        Subject subject =
            subject(backend, proxy, "--cache.freshness", "100ms", "--cache.stale", "0s")) {
      Outage refused = Outage.refused(proxy, Duration.ofSeconds(2));

      List<String> broken = new Ordeal(subject, proxy, "r").suffer(refused).broken(RECOVERY);

      assertThat(broken).anyMatch(line -> line.startsWith("cached redirects answered"));
    }
  }

  private Backend start(Kind kind) throws IOException {
    Path own = Files.createDirectory(directory.resolve(kind.name()));
    return switch (kind) {
      case POSTGRESQL -> new PostgresBackend(own);
      case REDIS -> new RedisBackend(own);
    };
  }

  private Subject subject(Backend backend, FaultProxy proxy, String... flags) {
    List<String> all = new ArrayList<>(List.of("--store.url", backend.url(proxy)));
    all.addAll(List.of(flags));
    return Subject.start(JAR, directory, all);
  }
}
