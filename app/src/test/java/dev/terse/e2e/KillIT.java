package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.TerseClient;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

  @TempDir
  Path directory;

  @Test
  void acknowledgedLinks_serverKilledUnderLoad_areAllThere() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillIT seed " + seed);
    Random random = new Random(seed);
    Acknowledgements log = new Acknowledgements();
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      int before = log.size();
      loadAndKill(log, random, cycle);
      assertThat(log.size()).as("links acknowledged before the kill").isGreaterThan(before);
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
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        TerseClient client = new TerseClient(server.url("/"))) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Random own = new Random(random.nextLong());
        String name = cycle + "-" + writer;
        writers.execute(() -> log.work(client, own, name));
      }
      Thread.sleep(500 + random.nextInt(1_000));
      server.kill();
    }
  }
}
