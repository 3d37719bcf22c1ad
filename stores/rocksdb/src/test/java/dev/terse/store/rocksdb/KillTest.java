package dev.terse.store.rocksdb;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed (-9) in the midst of writing: whatever it acknowledged is there afterwards. */
class KillTest {
  private final Ledger ledger = new Ledger();

  @TempDir
  Path directory;

  @Test
  void kill_threeTimes_losesNothing() throws Exception {
    cycles(3);
  }

  @Tag("slow")
  @Test
  void kill_tenTimes_losesNothing() throws Exception {
    cycles(10);
  }

  private void cycles(int count) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("kill cycles with seed " + seed);
    Random random = new Random(seed);
    for (int cycle = 0; cycle < count; cycle++) {
      try (ForkedWriter writer = ForkedWriter.start(directory)) {
        writer.readAcknowledgements(1 + random.nextInt(1_000)).forEach(ledger::note);
        writer.kill().forEach(ledger::note);
      }
      ledger.verify(directory);
    }
  }
}
