package dev.terse.bench;

import dev.terse.testbed.outage.PostgresBackend;
import dev.terse.testbed.outage.Subject;
import dev.terse.testbed.pressure.Overload;
import dev.terse.testbed.proxy.Fault;
import dev.terse.testbed.proxy.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What do clients get of a server that is asked for several times what it can do, on a PostgreSQL
 * that is slow to reach? Prints a table. Run by {@code bench/pressure.sh}.
 */
final class OverloadTable {
  private static final Path JAR = Path.of("app/target/terse/terse.jar").toAbsolutePath();

  /** Each way; what is asked is limited by this and by the connections to the store. */
  private static final Duration LATENCY = Duration.ofMillis(20);

  private OverloadTable() {}

  /** Arguments: seconds of each load, then settings of the server. */
  public static void main(String[] args) throws IOException {
    Duration time = Duration.ofSeconds(Long.parseLong(args[0]));
    Path directory = Files.createTempDirectory("terse-overload");
    try (PostgresBackend backend = new PostgresBackend(directory);
        FaultProxy proxy = backend.proxy()) {
      List<String> flags = new ArrayList<>(List.of("--store.url", backend.url(proxy)));
      flags.addAll(List.of(args).subList(1, args.length));
      try (Subject subject = Subject.start(JAR, directory, flags)) {
        subject.await("/-/health/ready", 200, Duration.ofSeconds(30));
        subject.shorten(Overload.LINK.substring(1));
        proxy.set(new Fault.Latency(LATENCY));
        Overload overload = new Overload(subject);
        overload.capacity();
        double capacity = overload.capacity();
        System.out.printf("Capacity of this mix: %.0f requests a second.%n%n", capacity);
        System.out.print(Overload.Result.HEAD);
        for (double factor : new double[] {1, 2, 5, 10}) {
          System.out.print(overload.suffer(capacity, factor, time).rows());
        }
      }
    }
  }
}
