package dev.terse.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sync that fails (EIO) ends all writing and no reading; needs {@code strace}. */
@Tag("slow")
class FailedSyncTest {
  @TempDir
  Path directory;

  @Test
  void create_afterOneFailedSync_isNeverAcknowledgedAgain() throws IOException {
    Ledger ledger = new Ledger();
    try (ForkedWriter writer = startUnderStrace()) {
      while (ledger.refusals().size() < Writer.THREADS) {
        writer.readAcknowledgements(1).forEach(ledger::note);
      }
      assertThat(writer.kill()).isEmpty();
    }

    assertThat(ledger.refusals()).containsOnly("refused WRITES_STOPPED 10");
    assertThat(ledger.links()).isGreaterThan(10);
    ledger.verify(directory);
  }

  private ForkedWriter startUnderStrace() throws IOException {
    try {
      return ForkedWriter.start(
          directory,
          "strace",
          "-f",
          "--seccomp-bpf",
          "-qqq",
          "-o",
          "/dev/null",
          "-e",
          "trace=fdatasync",
          "-e",
          "inject=fdatasync:error=EIO:when=300");
    } catch (IOException e) {
      throw new AssertionError("install strace (apt-get install strace)", e);
    }
  }
}
