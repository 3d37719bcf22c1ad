package dev.terse.store.rocksdb.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreUrl;
import dev.terse.store.contract.model.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever file is damaged: all links are right, or the store says that it cannot be trusted. */
class DamagedFilesTest {
  private static final int PIECES = 8;
  private static final int STEP = 11;

  private final Samples samples = new Samples(new Random(1));
  private final List<Link> links = new ArrayList<>();

  @TempDir
  Path directory;

  private Path whole;
  private Path damaged;

  @BeforeEach
  void fill() throws IOException {
    whole = directory.resolve("whole");
    damaged = directory.resolve("damaged");
    for (int round = 0; round < 3; round++) {
      try (Store store = open(whole)) {
        for (int i = 0; i < 50; i++) {
          Link link = samples.link("r" + round + "-" + i);
          store.links().create(link, Reuse.NEVER);
          links.add(link);
        }
      }
    }
    open(whole).close();
  }

  @Test
  void open_aTableCutOffOrGone_isRefusedOrRight() throws IOException {
    int refused = 0;
    for (Path table : files(name -> name.endsWith(".sst"))) {
      byte[] bytes = Files.readAllBytes(table);
      for (int piece = 0; piece < PIECES; piece++) {
        int length = bytes.length * piece / PIECES;
        refused += refuses(table, Arrays.copyOf(bytes, length)) ? 1 : 0;
      }
      refused += refuses(table, null) ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }

  @Test
  void open_aFlippedByteInAHeadFile_isRefusedOrRight() throws IOException {
    int refused = 0;
    for (Path head : files(name -> name.equals("CURRENT") || name.startsWith("MANIFEST"))) {
      byte[] bytes = Files.readAllBytes(head);
      for (int at = 0; at < bytes.length; at += STEP) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 0x10;
        refused += refuses(head, flipped) ? 1 : 0;
      }
    }
    assertThat(refused).isPositive();
  }

  /** Puts {@code bytes} in place of {@code file} of a copy, or nothing, and looks for all links. */
  private boolean refuses(Path file, byte @Nullable [] bytes) throws IOException {
    Trees.delete(damaged);
    copy();
    Path target = damaged.resolve("db").resolve(file.getFileName());
    if (bytes == null) {
      Files.delete(target);
    } else {
      Files.write(target, bytes);
    }
    try (Store store = open(damaged)) {
      for (Link link : links) {
        assertThat(store.links().find(link.key())).as("%s", file).isEqualTo(link);
      }
      return false;
    } catch (StoreException e) {
      assertThat(e.reason())
          .as("%s: %s", file, e.getMessage())
          .isIn(Reason.CORRUPT, Reason.UNAVAILABLE);
      assertThat(e.getMessage()).hasSizeGreaterThan(20);
      return true;
    }
  }

  private List<Path> files(Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(whole.resolve("db"))) {
      return files.filter(file -> wanted.test(file.getFileName().toString())).toList();
    }
  }

  private void copy() throws IOException {
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        if (!file.startsWith(whole.resolve("index"))) {
          Files.copy(file, damaged.resolve(whole.relativize(file)));
        }
      }
    }
  }

  private static Store open(Path path) {
    return StoreUrl.parse("rocksdb:" + path).open();
  }
}
