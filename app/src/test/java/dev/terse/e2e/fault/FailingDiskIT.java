package dev.terse.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.ApiException;
import dev.terse.client.Link;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import dev.terse.e2e.Acknowledgements;
import dev.terse.e2e.TerseProcess;
import dev.terse.e2e.power.LoopDisk;
import dev.terse.e2e.power.StoreCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls to the kernel that fail, and a disk that is full. Needs {@code strace}, and for the disk
 * root and loop devices. {@code bench/durability.sh} tries any number of faults.
 */
@Tag("slow")
final class FailingDiskIT {
  private static final int DISK_MEGABYTES = 128;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir
  Path directory;

  @Test
  void server_oneCallFailsOrAll_acknowledgesNothingThatIsLost() throws Exception {
    long seed = System.nanoTime();
    System.out.println("FailingDiskIT seed " + seed);
    Random random = new Random(seed);
    Trial trial = new Trial(directory, random);
    List<Fault> faults = Faults.some(random);

    for (Fault fault : faults) {
      trial.run(fault);
    }

    System.out.println("FailingDiskIT: " + faults.size() + " faults, of which " + trial.fired()
        + " came to pass, " + trial.log().size() + " links");
    assertThat(trial.faults()).isEmpty();
    assertThat(trial.fired()).isGreaterThan(faults.size() / 2);
  }

  @Test
  void server_diskIsFull_refusesAndRedirectsAndGoesOnWhenThereIsRoom() throws Exception {
    Acknowledgements log = new Acknowledgements();
    try (LoopDisk disk = LoopDisk.create(directory, DISK_MEGABYTES)) {
      Path data = disk.path().resolve("data");
      Path ballast = disk.path().resolve("ballast");
      TerseProcess server = TerseProcess.startUnder(List.of(), directory, data);
      try (TerseClient client = new TerseClient(server.url("/"))) {
        work(log, client, 1, 50);
        fill(ballast);

        assertThat(refusal(client).status()).isEqualTo(507);
        assertThat(log.broken(server)).isEmpty();

        Files.delete(ballast);
        work(log, client, 2, 50);
        fill(ballast);
        disk.cut();
        server.kill();
      }
      disk.unmount();
      disk.mount();
      Files.deleteIfExists(ballast);
      assertThat(StoreCheck.faults(data, log, Instant.MAX)).isEmpty();
    }
    assertThat(log.faults()).isEmpty();
  }

  private static void work(Acknowledgements log, TerseClient client, int seed, int links) {
    int enough = log.size() + links;
    log.expectAnswers();
    try (var writers = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        Random own = new Random(100L * seed + i);
        String name = seed + "-" + i;
        writers.execute(() -> log.work(client, own, name));
      }
      Awaitility.await("links are made").atMost(PATIENCE).until(() -> log.size() >= enough);
      log.stop();
    }
  }

  private static ApiException.Refused refusal(TerseClient client) {
    try {
      Link made = client.shorten(NewLink.to("https://example.com/full"));
      throw new AssertionError(made + " was made on a full disk");
    } catch (ApiException.Refused e) {
      return e;
    }
  }

  private static void fill(Path ballast) {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (int i = 0; i < DISK_MEGABYTES * 16; i++) {
        out.write(block);
      }
      throw new AssertionError("the disk is not full");
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space");
    }
  }
}
