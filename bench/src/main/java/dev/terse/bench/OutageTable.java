package dev.terse.bench;

import dev.terse.testbed.outage.Backend;
import dev.terse.testbed.outage.CassandraBackend;
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
import java.util.Locale;

/**
 * What do visitors get while the store is away, in every way and for some time, and how long until
 * all is well again? Prints a table of each backend. Run by {@code bench/outage.sh}.
 */
final class OutageTable {
  private static final Path JAR = Path.of("app/target/terse/terse.jar").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AWAY_AT_START = Duration.ofSeconds(5);

  private OutageTable() {}

  /** Arguments: backends with commas between, then durations in seconds. */
  public static void main(String[] args) throws IOException {
    List<String> broken = new ArrayList<>();
    Path directory = Files.createTempDirectory("terse-outage");
    for (String name : args[0].split(",", -1)) {
      try (Backend backend = start(name, Files.createDirectory(directory.resolve(name)));
          FaultProxy proxy = backend.proxy()) {
        System.out.print("\n## " + name + "\n\n" + OutageResult.HEAD);
        for (int i = 1; i < args.length; i++) {
          suffer(backend, proxy, Duration.ofSeconds(Long.parseLong(args[i])), broken);
        }
        System.out.println();
        startWithout(backend, proxy);
      }
    }
    System.out.println("\n## Not met\n");
    System.out.println(broken.isEmpty() ? "Nothing." : String.join("\n", broken));
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static void suffer(
      Backend backend, FaultProxy proxy, Duration duration, List<String> broken)
      throws IOException {
    try (Subject subject = subject(backend, proxy)) {
      int run = 0;
      for (Outage outage : Outage.all(backend, proxy, duration)) {
        String codes = "r" + duration.toSeconds() + "x" + run++;
        OutageResult result = new Ordeal(subject, proxy, codes).suffer(outage);
        System.out.print(result.row());
        result
            .broken()
            .forEach(line -> broken.add("- " + backend.name() + ", " + outage.name() + ", "
                + duration.toSeconds() + " s: " + line));
      }
    }
  }

  private static void startWithout(Backend backend, FaultProxy proxy) throws IOException {
    for (Fault fault : List.of(new Fault.Refuse(), new Fault.BlackHole())) {
      proxy.set(fault);
      try (Subject subject = subject(backend, proxy)) {
        int live = subject.status("/-/health/live");
        int ready = subject.status("/-/health/ready");
        int link = subject.status("/abc");
        pause();
        proxy.set(new Fault.Pass());
        Duration recovery = subject.await("/-/health/ready", 200, PATIENCE);
        System.out.printf(
            Locale.ROOT,
            "Started behind %s: live %d, ready %d, a link %d; ready %.1f s after its end.%n",
            fault,
            live,
            ready,
            link,
            recovery.toMillis() / 1e3);
      }
    }
  }

  private static Backend start(String name, Path directory) {
    return switch (name) {
      case "postgresql" -> new PostgresBackend(directory);
      case "redis" -> new RedisBackend(directory);
      case "cassandra" -> new CassandraBackend(directory);
      default -> throw new IllegalArgumentException("no backend is called " + name);
    };
  }

  private static Subject subject(Backend backend, FaultProxy proxy) throws IOException {
    return Subject.start(
        JAR,
        Files.createTempDirectory("terse-subject"),
        List.of("--store.url", backend.url(proxy)));
  }

  private static void pause() {
    try {
      Thread.sleep(AWAY_AT_START);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
