package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.rocksdb.disk.Tuning;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

  @Test
  void verify_visitsLostOrCountedTwice_fails() {
    try (Store store = RocksStore.open(directory, Tuning.DEFAULT, Purpose.SERVE)) {
      VisitTally two = new VisitTally(Writer.visited(0), Instant.EPOCH, 2);
      store.visits().add(List.of(two));
    }
    Stream.of(1, 3).forEach(visits -> {
      Ledger other = new Ledger();
      other.note("lease 0 0");
      Collections.nCopies(visits, "visiting 0").forEach(other::note);
      Collections.nCopies(visits, "visited 0").forEach(other::note);
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> other.verify(directory))
          .withMessageContaining("visits of link 0");
    });
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
