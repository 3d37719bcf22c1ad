package dev.terse.e2e.nodes;

import dev.terse.core.store.StoreUrl;
import dev.terse.e2e.nodes.NodeProcess.Build;
import dev.terse.e2e.nodes.NodeProcess.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Random;

/**
 * The proof at full size, for {@code bench/nodes.sh}: prints a row of a Markdown table. Arguments:
 * the URL of an empty store, how many codes to draw, how many of them for each link, and how many
 * contests to hold. An embedded store has one node, and no contests.
 */
final class ManyNodes {
  private static final int NODES = 8;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private ManyNodes() {}

  /** Runs; see the class. Ends with status 1 if something is not as promised. */
  public static void main(String[] args) throws Exception {
    Random random = new Random();
    Path logs = Files.createTempDirectory("many-nodes");
    boolean isShared = StoreUrl.parse(args[0]).isRemote();
    Setup setup =
        new Setup(args[0], logs, isShared ? NODES : 1, Integer.parseInt(args[2]), Build.SOUND);
    int contests = isShared ? Integer.parseInt(args[3]) : 0;
    Trial trial =
        Trial.run(setup, new Trial.Size(Integer.parseInt(args[1]), contests, PAUSE, 0), random);
    System.out.printf(
        "| %s | %,d | %d | %,d | %d | %,d | %d | %d | %d | %d | %d |%n",
        trial.backend(),
        trial.draws().drawn(),
        trial.draws().duplicates().size(),
        trial.draws().stored(),
        trial.draws().faults().size(),
        trial.contests().decided(),
        trial.contests().faults().size(),
        trial.kills(),
        trial.suspensions(),
        trial.draws().failures(),
        trial.took().toSeconds());
    print(trial.draws().duplicates());
    print(trial.draws().faults());
    print(trial.contests().faults());
    System.exit(trial.isKept() ? 0 : 1);
  }

  private static void print(Collection<String> faults) {
    faults.stream().limit(10).forEach(System.err::println);
  }
}
