package dev.terse.store.rocksdb.tail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log whose last batch was not written out whole opens without that batch; one that was damaged
 * before its last batch never opens with a part of what was acknowledged.
 */
final class TornTailTest {
  private static final int SECTOR = 512;
  private static final int SMALL = 200;
  private static final String LONG = "0123456789abcdef".repeat(6_250);

  @TempDir
  Path directory;

  private Path original;
  private byte[] log;

  /** Where the last batch begins in the log. */
  private int tail;

  private int copies;

  @BeforeEach
  void writeALog() throws IOException {
    Path data = directory.resolve("data");
    original = directory.resolve("original");
    try (Store store = open(data)) {
      for (int i = 0; i < SMALL; i++) {
        store.settings().putIfAbsent("small" + i, "value " + i + "-".repeat(150));
      }
      tail = (int) Files.size(logOf(data));
      store.settings().putIfAbsent("long", LONG);
      copy(data.resolve("db"), original.resolve("db"));
      Files.copy(data.resolve("terse-store"), original.resolve("terse-store"));
    }
    log = Files.readAllBytes(logOf(original));
    assertThat(log.length - tail).isGreaterThan(LONG.length());
  }

  @Test
  void open_lastBatchEndsEarly_opensWithoutIt() throws IOException {
    for (int length = tail + 1; length < log.length; length += 19_989) {
      assertTornOff(Arrays.copyOf(log, length), "log of " + length + " bytes");
    }
  }

  @Test
  void open_onePageOfTheLastBatchIsMissing_opensWithoutIt() throws IOException {
    int page = 8 * SECTOR;
    for (int at = tail / page * page; at < log.length; at += 4 * page) {
      byte[] torn = log.clone();
      Arrays.fill(torn, Math.max(at, tail), Math.min(at + page, torn.length), (byte) 0);
      assertTornOff(torn, "page at " + at + " missing");
    }
  }

  @Test
  void open_someSectorsOfTheLastBatchAreMissing_opensWithoutIt() throws IOException {
    long seed = System.nanoTime();
    System.out.println("TornTailTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      byte[] torn = Arrays.copyOf(log, log.length - random.nextInt(2) * random.nextInt(30_000));
      int kept = 1 + random.nextInt(9);
      int missing = 0;
      for (int at = tail / SECTOR * SECTOR; at < torn.length; at += SECTOR) {
        if (random.nextInt(10) >= kept || (missing == 0 && at + SECTOR >= torn.length)) {
          Arrays.fill(torn, Math.max(at, tail), Math.min(at + SECTOR, torn.length), (byte) 0);
          missing++;
        }
      }
      assertTornOff(torn, missing + " sectors missing in round " + round);
    }
  }

  @Test
  void open_aBitFlippedBeforeTheLastBatch_isCorrupt() throws IOException {
    int header = startOf("value 70-");
    for (int at = header; at < header + 24; at += 2) {
      assertCorrupt(flipped(at));
    }
    for (int at = 5; at < tail; at += 4_003) {
      assertCorrupt(flipped(at));
    }
  }

  @Test
  void open_aSectorMissingBeforeTheLastBatch_isCorrupt() throws IOException {
    for (int at = 0; at + SECTOR < tail; at += 17 * SECTOR) {
      byte[] damaged = log.clone();
      Arrays.fill(damaged, at, at + SECTOR, (byte) 0);
      assertCorrupt(damaged);
    }
  }

  @Test
  void open_aBitFlippedInTheLastBatch_isCorrupt() throws IOException {
    for (int at = tail; at < log.length; at += 19_973) {
      assertCorrupt(flipped(at));
    }
  }

  private byte[] flipped(int at) {
    byte[] damaged = log.clone();
    damaged[at] ^= 0x04;
    return damaged;
  }

  /** Where the frame of the record that holds {@code text} begins, about. */
  private int startOf(String text) {
    String all = new String(log, ISO_8859_1);
    return all.indexOf(text) - 60;
  }

  private void assertTornOff(byte[] torn, String how) throws IOException {
    Path copy = with(torn);
    for (int opening = 0; opening < 2; opening++) {
      try (Store store = open(copy)) {
        assertThat(store.settings().list().keySet()).as(how).hasSize(SMALL + opening);
        assertThat(store.settings().find("long")).as(how).isNull();
        store.settings().putIfAbsent("after", "the cut");
      }
    }
  }

  private void assertCorrupt(byte[] damaged) throws IOException {
    Path copy = with(damaged);
    byte[] before = Files.readAllBytes(logOf(copy));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> open(copy).close())
        .withMessageContaining("is damaged at byte")
        .returns(Reason.CORRUPT, StoreException::reason);
    assertThat(logOf(copy)).hasBinaryContent(before);
  }

  /** A copy of the original with another log. */
  private Path with(byte[] bytes) throws IOException {
    Path copy = directory.resolve("copy" + copies++);
    copy(original.resolve("db"), copy.resolve("db"));
    Files.copy(original.resolve("terse-store"), copy.resolve("terse-store"));
    Files.write(logOf(copy), bytes);
    return copy;
  }

  private static Path logOf(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store.resolve("db"))) {
      return files.filter(file -> file.toString().endsWith(".log")).findAny().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Store open(Path path) {
    return StoreUrl.parse("rocksdb:" + path).open();
  }
}
