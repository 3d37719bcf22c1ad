package dev.terse.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.nodes.NodeProcess.Build;
import dev.terse.e2e.nodes.NodeProcess.Setup;
import dev.terse.testbed.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Eight nodes on each shared backend, and one with eight threads on the embedded store, killed,
 * restarted and suspended, with clocks that jump: no code is given twice, what was acknowledged is
 * there byte for byte, and each contest for a chosen code has exactly one winner.
 * {@code bench/nodes.sh} runs the same at full size.
 */
@Tag("slow")
final class ManyNodesIT {
  private static final int NODES = 8;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Nodes whose stores do in two steps what must be one; three are enough. */
  private static final int FLAWED_NODES = 3;

  /** What one process with the embedded store draws, on its 8 threads. */
  private static final int EMBEDDED_CODES = 1_000_000;

  private static final int EMBEDDED_DRAWS = 50;
  private static final int EMBEDDED_KILLS = 4;

  private static final Duration NEVER = Duration.ofMinutes(10);

  @TempDir
  Path directory;

  private final Random random = seeded();

  /** How much is drawn and contested on a backend: as much as it can in less than a minute. */
  private record Size(int codes, int drawsPerLink, int contests) {
    static Size of(Backend backend) {
      return switch (backend) {
        case POSTGRESQL, REDIS -> new Size(300_000, 20, 2_000);
        case CASSANDRA -> new Size(100_000, 50, 500);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void nodes_killedAndSuspended_giveNoCodeTwiceAndEachContestToOne(Backend backend)
      throws Exception {
    Size size = Size.of(backend);
    try (Backend.Running running = backend.start(directory.resolve("backend"))) {
      Setup setup = new Setup(running.url(), directory, NODES, size.drawsPerLink, Build.SOUND);

      Trial trial = Trial.run(setup, new Trial.Size(size.codes, size.contests, PAUSE, 0), random);
      System.out.println("ManyNodesIT " + backend + ": " + trial);

      assertThat(trial.draws().duplicates()).as("codes drawn twice").isEmpty();
      assertThat(trial.draws().faults()).as("acknowledged, but not so").isEmpty();
      assertThat(trial.draws().drawn()).isGreaterThanOrEqualTo(size.codes);
      assertThat(trial.draws().stored()).isGreaterThan(size.codes / size.drawsPerLink / 2);
      assertThat(trial.contests().faults()).as("contests without one winner").isEmpty();
      assertThat(trial.contests().decided()).isEqualTo(size.contests);
      assertThat(trial.contests().winners()).as("nodes that won").isGreaterThan(1);
      assertThat(trial.kills() + trial.suspensions()).as("torments").isPositive();
      assertThat(trial.endedWell()).isTrue();
    }
  }

  @Test
  void harness_nodesThatLookBeforeTheyTakeAndPut_isNotFooled() throws Exception {
    try (Backend.Running running = Backend.POSTGRESQL.start(directory.resolve("backend"))) {
      Setup flawed = new Setup(running.url(), directory, FLAWED_NODES, 20, Build.LOOKS_FIRST);

      Trial trial = Trial.run(flawed, new Trial.Size(20_000, 200, NEVER, 0), random);
      System.out.println("ManyNodesIT flawed: " + trial);

      assertThat(trial.draws().duplicates()).as("codes drawn twice").isNotEmpty();
      assertThat(trial.contests().faults()).as("contests with two winners").isNotEmpty();
      assertThat(trial.isKept()).isFalse();
    }
  }

  @Test
  void embedded_killedAndSuspended_givesNoCodeTwice() throws Exception {
    Trial trial = embedded(Build.SOUND, EMBEDDED_CODES);

    assertThat(trial.isKept()).as(trial.toString()).isTrue();
    assertThat(trial.draws().drawn()).isGreaterThanOrEqualTo(EMBEDDED_CODES);
    assertThat(trial.draws().stored()).isGreaterThan(EMBEDDED_CODES / EMBEDDED_DRAWS / 2);
  }

  @Test
  void harness_leasesMadeDurableAfterTheirUse_isNotFooled() throws Exception {
    Trial trial = embedded(Build.LEASES_LATE, EMBEDDED_CODES / 2);

    assertThat(trial.draws().duplicates()).as("codes drawn twice").isNotEmpty();
    assertThat(trial.isKept()).isFalse();
  }

  private Trial embedded(Build build, int codes) throws InterruptedException {
    Setup setup =
        new Setup("rocksdb:" + directory.resolve("store"), directory, 1, EMBEDDED_DRAWS, build);
    Trial trial = Trial.run(setup, new Trial.Size(codes, 0, PAUSE, EMBEDDED_KILLS), random);
    System.out.println("ManyNodesIT embedded, " + build + ": " + trial);
    return trial;
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("ManyNodesIT seed " + seed);
    return new Random(seed);
  }
}
