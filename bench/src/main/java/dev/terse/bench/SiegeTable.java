package dev.terse.bench;

import dev.terse.testbed.outage.Subject;
import dev.terse.testbed.pressure.Attack;
import dev.terse.testbed.pressure.Siege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What do honest clients get while thousands of connections are idle, slow or hostile? Prints a
 * table, one row for each attack. Run by {@code bench/pressure.sh}.
 */
final class SiegeTable {
  private static final Path JAR = Path.of("app/target/terse/terse.jar").toAbsolutePath();
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private record Trial(Attack attack, int connections) {}

  private SiegeTable() {}

  /**
   * Arguments: idle connections, slow ones, quick ones, seconds of each attack, and a regular
   * expression of the attacks' names.
   */
  public static void main(String[] args) throws IOException {
    int idle = Integer.parseInt(args[0]);
    int slow = Integer.parseInt(args[1]);
    int quick = Integer.parseInt(args[2]);
    Duration time = Duration.ofSeconds(Long.parseLong(args[3]));
    Pattern wanted = Pattern.compile(args[4]);
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
      Stream<Trial> trials = Stream.of(
              Stream.of(new Trial(Attack.idle(), 1), new Trial(Attack.idle(), idle)),
              Attack.slow(Siege.LINK).stream().map(attack -> new Trial(attack, slow)),
              Attack.quick(Siege.LINK).stream().map(attack -> new Trial(attack, quick)))
          .flatMap(Function.identity());
      trials
          .filter(trial -> wanted.matcher(trial.attack().name()).matches())
          .forEachOrdered(trial -> System.out.print(
              siege.suffer(trial.attack(), trial.connections(), time).row()));
      System.err.println(subject.output());
    }
  }
}
