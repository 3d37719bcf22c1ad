package dev.terse.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records what the server does to its files, and lets the power fail at many moments of it: each
 * time the store opens, and everything that had been acknowledged is there, byte for byte. Needs
 * {@code strace}. {@code bench/durability.sh} tries any number of states.
 */
@Tag("slow")
final class CrashStatesIT {
  private static final int STATES = 100;
  private static final int STATES_WITHOUT_SYNC = 10;

  @TempDir
  Path directory;

  private final Random random = seeded();

  @Test
  void acknowledgedLinks_powerFailsAtAnyMoment_areAllThere() throws Exception {
    CrashStates states = CrashStates.record(directory, random, false);

    states.tryAll(STATES);

    System.out.println("CrashStatesIT: " + states.log().size() + " links, "
        + states.recording().size() + " steps");
    assertThat(states.log().faults()).isEmpty();
    assertThat(states.log().givenTwice()).isEmpty();
    assertThat(states.faults()).isEmpty();
  }

  @Test
  void harness_serverThatDoesNotSync_losesLinks() throws Exception {
    CrashStates states = CrashStates.record(directory, random, true);

    states.tryAll(STATES_WITHOUT_SYNC);

    System.out.println("CrashStatesIT without syncs: " + states.faults().size() + " faults");
    assertThat(states.faults()).isNotEmpty();
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("CrashStatesIT seed " + seed);
    return new Random(seed);
  }
}
