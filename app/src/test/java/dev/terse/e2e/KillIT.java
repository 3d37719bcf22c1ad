package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.TerseClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server under load, again and again: what it acknowledged is there afterwards, byte for
 * byte, and no code went out twice. A kill leaves the kernel's page cache alone, so this says
 * nothing about power cuts.
 */
@Tag("slow")
final class KillIT {
  private static final int CYCLES = 10;
  private static final int WRITERS = 16;
  private static final int LINKS_BEFORE_KILL = 200;

  @TempDir
  Path directory;

  @Test
  void acknowledgedLinks_serverKilledUnderLoad_areAllThere() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillIT seed " + seed);
    Random random = new Random(seed);
    Acknowledgements log = new Acknowledgements();
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      loadAndKill(log, random, cycle);
      assertThat(log.faults()).as("answers nobody expected").isEmpty();
      try (TerseProcess again = TerseProcess.start(directory)) {
        assertThat(log.broken(again)).as("promises broken in cycle %s", cycle).isEmpty();
      }
      assertThat(log.givenTwice()).as("codes given twice").isEmpty();
    }
    System.out.println("KillIT: " + log.size() + " links, " + CYCLES + " kills, none lost");
  }

  @Test
  void checker_linkThatWasNeverMade_findsIt() throws Exception {
    Acknowledgements log = new Acknowledgements();
    log.made("never-made", "https://example.com/");
    log.made("twice", "https://example.com/1");
    log.made("twice", "https://example.com/2");
    try (TerseProcess server = TerseProcess.start(directory)) {
      assertThat(log.broken(server)).anyMatch(line -> line.startsWith("never-made"));
    }
    assertThat(log.givenTwice()).containsExactly("twice");
  }

  private void loadAndKill(Acknowledgements log, Random random, int cycle) throws Exception {
    TerseProcess server = TerseProcess.start(directory);
    log.expectAnswers();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        TerseClient client = new TerseClient(server.url("/"))) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Random own = new Random(random.nextLong());
        String name = cycle + "-" + writer;
        writers.execute(() -> log.work(client, own, name));
      }
      int enough = log.size() + LINKS_BEFORE_KILL;
      Awaitility.await("links are acknowledged")
          .atMost(Duration.ofSeconds(60))
          .until(() -> log.size() >= enough);
      Thread.sleep(random.nextInt(500));
      log.expectKill();
      server.kill();
    }
  }
}
