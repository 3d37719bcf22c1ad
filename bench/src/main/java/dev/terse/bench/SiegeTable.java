package dev.terse.bench;

import dev.terse.testbed.outage.Subject;
import dev.terse.testbed.pressure.Attack;
import dev.terse.testbed.pressure.Siege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What do honest clients get while thousands of connections are idle, slow or hostile? Prints a
 * table, one row for each attack. Run by {@code bench/pressure.sh}.
 */
final class SiegeTable {
  private static final Path JAR = Path.of("app/target/terse/terse.jar").toAbsolutePath();
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private SiegeTable() {}

  /** Arguments: idle connections, slow ones, quick ones, seconds of each attack. */
  public static void main(String[] args) throws IOException {
    int idle = Integer.parseInt(args[0]);
    int slow = Integer.parseInt(args[1]);
    int quick = Integer.parseInt(args[2]);
    Duration time = Duration.ofSeconds(Long.parseLong(args[3]));
    Path directory = Files.createTempDirectory("terse-siege");
    List<String> flags = List.of(
        "--store.url",
        "rocksdb:" + directory.resolve("data"),
        "--server.header-timeout",
        "5s",
        "--server.idle-timeout",
        "10s");
    try (Subject subject = Subject.start(JAR, directory, flags)) {
      subject.await("/-/health/ready", 200, Duration.ofSeconds(30));
      subject.shorten(Siege.LINK.substring(1));
      Siege siege = new Siege(subject);
      siege.warmUp(WARM_UP);
      System.out.print(Siege.Result.HEAD);
      System.out.print(siege.suffer(Attack.idle(), 1, time).row());
      System.out.print(siege.suffer(Attack.idle(), idle, time).row());
      for (Attack attack : Attack.slow(Siege.LINK)) {
        System.out.print(siege.suffer(attack, slow, time).row());
      }
      for (Attack attack : Attack.quick(Siege.LINK)) {
        System.out.print(siege.suffer(attack, quick, time).row());
      }
      System.err.println(subject.output());
    }
  }
}
