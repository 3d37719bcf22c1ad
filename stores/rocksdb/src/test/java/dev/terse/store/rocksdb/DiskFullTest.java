package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.visit.VisitTally;
import dev.terse.store.contract.model.Race;
import dev.terse.store.contract.model.Samples;
import dev.terse.store.rocksdb.disk.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, a small one in memory: needs to mount, so root or CAP_SYS_ADMIN. */
@Tag("slow")
class DiskFullTest {
  private static final Tuning NO_RESERVE = new Tuning(8L << 20, 8L << 20, 0);
  private static final Tuning RESERVE = new Tuning(8L << 20, 8L << 20, 64L << 20);
  private static final int WRITERS = 16;

  private final Samples samples = new Samples(new Random(1));

  @TempDir
  Path disk;

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    run("umount", disk.toString());
  }

  @Test
  void create_onAFullDisk_isRefusedAndReadsGoOn() throws IOException, InterruptedException {
    List<Link> acknowledged;
    mount("size=64m");
    try (Store store = open(NO_RESERVE)) {
      acknowledged = fill(store);

      assertFindsAll(store, acknowledged);
      assertThat(refusal(store)).isIn(Reason.FULL, Reason.WRITES_STOPPED);
    }

    mount("remount,size=512m");

    try (Store store = open(NO_RESERVE)) {
      assertFindsAll(store, acknowledged);
      assertThat(refusal(store)).isNull();
    }
  }

  @Test
  void create_onAnAlmostFullDisk_goesOnWhenThereIsRoom() throws IOException, InterruptedException {
    mount("size=256m");
    Path ballast = disk.resolve("ballast");
    Link acknowledged = samples.link("acknowledged");
    List<VisitTally> visits = List.of(new VisitTally(acknowledged.id(), Instant.EPOCH, 3));
    try (Store store = open(RESERVE)) {
      assertThat(store.links().create(acknowledged, Reuse.NEVER))
          .isInstanceOf(Creation.Created.class);
      Files.write(ballast, new byte[200 << 20]);

      assertThat(refusal(store)).isEqualTo(Reason.FULL);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.visits().add(visits))
          .returns(Reason.FULL, StoreException::reason);
      assertThat(store.links().find(acknowledged.key())).isEqualTo(acknowledged);

      Files.delete(ballast);

      assertThat(refusal(store)).isNull();
      store.visits().add(visits);
    }
    try (Store store = open(RESERVE)) {
      assertThat(store.links().find(acknowledged.key())).isEqualTo(acknowledged);
      assertThat(store.visits().totals(List.of(acknowledged.id())))
          .isEqualTo(Map.of(acknowledged.id(), 3L));
    }
  }

  private Store open(Tuning tuning) {
    return RocksStore.open(disk.resolve("data"), tuning, Purpose.SERVE);
  }

  /** Creates long links until the store refuses; returns those it acknowledged. */
  private List<Link> fill(Store store) {
    List<List<Link>> created = Race.run(WRITERS, i -> {
      Random random = new Random(i);
      List<Link> own = new ArrayList<>();
      try {
        for (int n = 0; ; n++) {
          Link link = samples.link("c" + i + "-" + n, target(random));
          assertThat(store.links().create(link, Reuse.NEVER)).isInstanceOf(Creation.Created.class);
          own.add(link);
        }
      } catch (StoreException e) {
        assertThat(e.reason()).isIn(Reason.FULL, Reason.WRITES_STOPPED);
        return own;
      }
    });
    return created.stream().flatMap(List::stream).toList();
  }

  private static String target(Random random) {
    StringBuilder target = new StringBuilder("https://example.com/");
    while (target.length() < 8_000) {
      target.append(Long.toHexString(random.nextLong()));
    }
    return target.toString();
  }

  private static void assertFindsAll(Store store, List<Link> links) {
    assertThat(links).hasSizeGreaterThan(100);
    for (Link link : links) {
      assertThat(store.links().find(link.key())).isEqualTo(link);
    }
  }

  private @Nullable Reason refusal(Store store) {
    try {
      store.links().create(samples.link("r" + samples.id()), Reuse.NEVER);
      return null;
    } catch (StoreException e) {
      return e.reason();
    }
  }

  private void mount(String options) throws IOException, InterruptedException {
    run("mount", "-t", "tmpfs", "-o", options, "terse-test", disk.toString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor())
        .as(
            "%s failed (%s): run the tests as root, or in a container that may mount",
            String.join(" ", command), output.strip())
        .isZero();
  }
}
