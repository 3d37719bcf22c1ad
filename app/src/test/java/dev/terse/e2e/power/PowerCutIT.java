package dev.terse.e2e.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.power.PowerCuts.End;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power under a server with load, again and again: what it acknowledged is there
 * afterwards, byte for byte, every index agrees and no code went out twice. Needs root, loop
 * devices and {@code strace}. {@code bench/durability.sh} runs any number of cycles.
 */
@Tag("slow")
final class PowerCutIT {
  private static final int CYCLES = 20;

  /** The kernel says that it has synced, and has not. */
  private static final List<String> WITHOUT_SYNC = List.of(
      "strace",
      "-D",
      "-f",
      "--seccomp-bpf",
      "-qqq",
      "-o",
      "/dev/null",
      "-e",
      "trace=fsync,fdatasync,sync_file_range",
      "-e",
      "inject=fsync,fdatasync,sync_file_range:retval=0");

  @TempDir
  Path directory;

  private final Random random = seeded();

  @Test
  void acknowledgedLinks_powerCutUnderLoad_areAllThere() throws Exception {
    try (PowerCuts cuts = PowerCuts.begin(directory, random)) {
      for (int cycle = 0; cycle < CYCLES; cycle++) {
        cuts.cycle(End.CUT, List.of());
        assertThat(cuts.faults()).isEmpty();
      }
      System.out.println("PowerCutIT: " + cuts.log().size() + " links, " + CYCLES + " cuts");
    }
  }

  @Test
  void harness_serverThatDoesNotSync_losesLinks() throws Exception {
    try (PowerCuts cuts = PowerCuts.begin(directory, random)) {
      cuts.cycle(End.CUT, WITHOUT_SYNC);
      System.out.println("PowerCutIT without syncs: " + cuts.faults().size() + " faults");
      assertThat(cuts.faults()).isNotEmpty();
    }
  }

  @Test
  void cut_syncedAndUnsyncedFiles_keepsTheSyncedOnly() throws Exception {
    try (LoopDisk disk = LoopDisk.create(directory, 64)) {
      Path synced = disk.path().resolve("synced");
      Path unsynced = disk.path().resolve("unsynced");
      Files.write(synced, new byte[100_000]);
      Shell.run("sync", synced.toString(), disk.path().toString());
      Files.write(unsynced, new byte[100_000]);

      disk.cut();
      disk.unmount();
      disk.mount();

      assertThat(synced).hasSize(100_000);
      assertThat(unsynced).doesNotExist();
    }
  }

  private static Random seeded() {
    long seed = System.nanoTime();
    System.out.println("PowerCutIT seed " + seed);
    return new Random(seed);
  }
}
