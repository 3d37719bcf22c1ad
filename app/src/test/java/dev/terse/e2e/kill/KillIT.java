package dev.terse.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import dev.terse.e2e.Acknowledgements;
import dev.terse.e2e.TerseProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
  private static final int VISIT_CYCLES = 3;
  private static final int FOLLOWED = 5;

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

  @Test
  void visits_serverKilledWhileLinksAreFollowed_countOnceAndAllThatWereTold() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KillIT visits seed " + seed);
    Random random = new Random(seed);
    Map<String, Long> visits = new HashMap<>();
    try (TerseProcess server = TerseProcess.start(directory);
        TerseClient client = new TerseClient(server.url("/"))) {
      for (int i = 0; i < FOLLOWED; i++) {
        visits.put(client.shorten(NewLink.to("https://example.com/" + i)).code(), 0L);
      }
    }
    for (int cycle = 0; cycle < VISIT_CYCLES; cycle++) {
      visits = followAndKill(visits, random);
    }
    TerseProcess.start(directory).close();
    try (TerseProcess server = TerseProcess.start(directory)) {
      assertThat(told(server, visits.keySet())).isEqualTo(visits);
    }
  }

  /** Follows the links and kills the server; returns what the next one tells of their visits. */
  private Map<String, Long> followAndKill(Map<String, Long> before, Random random)
      throws Exception {
    Map<String, Long> told;
    Followers followers;
    try (TerseProcess server = TerseProcess.start(directory);
        Followers following = Followers.start(server, List.copyOf(before.keySet()), random)) {
      followers = following;
      Awaitility.await("each link has visits that are told")
          .atMost(Duration.ofMinutes(3))
          .until(() -> told(server, before.keySet()).entrySet().stream()
              .allMatch(link -> link.getValue() > before.getOrDefault(link.getKey(), 0L)));
      Thread.sleep(random.nextInt(1_500));
      told = told(server, before.keySet());
      server.kill();
    }
    try (TerseProcess again = TerseProcess.start(directory)) {
      Map<String, Long> found = told(again, before.keySet());
      found.forEach((code, visits) -> assertThat(visits)
          .as("visits of %s", code)
          .isBetween(
              told.getOrDefault(code, 0L), before.getOrDefault(code, 0L) + followers.asked(code)));
      again.kill();
      return found;
    }
  }

  private static Map<String, Long> told(TerseProcess server, Collection<String> codes) {
    try (TerseClient client = new TerseClient(server.url("/"))) {
      return codes.stream().collect(Collectors.toMap(code -> code, code -> visits(client, code)));
    }
  }

  private static long visits(TerseClient client, String code) {
    return client.get(code).visits();
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
          .atMost(Duration.ofMinutes(3))
          .until(() -> log.size() >= enough);
      Thread.sleep(random.nextInt(500));
      log.expectKill();
      server.kill();
    }
  }
}
