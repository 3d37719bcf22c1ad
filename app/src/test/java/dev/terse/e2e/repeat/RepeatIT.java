package dev.terse.e2e.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.Link;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import dev.terse.e2e.TerseProcess;
import dev.terse.testbed.Backend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests with keys: killed under load and repeated after the restart, or sent to two servers at
 * the same moment, each makes exactly one link.
 */
@Tag("slow")
final class RepeatIT {
  private static final int CYCLES = 4;
  private static final int WRITERS = 32;
  private static final int ANSWERS_BEFORE_KILL = 300;
  private static final int KEYS = 50;
  private static final int REPEATS = 8;

  @TempDir
  Path directory;

  @Test
  void unansweredRequests_repeatedAfterKills_makeOneLinkEach() throws Exception {
    Requests requests = killAndRepeat("rocksdb:" + directory.resolve("data"), "");

    try (TerseProcess server = start("rocksdb:" + directory.resolve("data"), "");
        TerseClient client = new TerseClient(server.url("/"))) {
      assertThat(requests.faults(client)).isEmpty();
    }
  }

  @Test
  void harness_receiptsPutAfterTheLinks_isNotFooled() throws Exception {
    String tests = Path.of(LateReceiptsProvider.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI())
        .toString();
    Requests requests = killAndRepeat("late:" + directory.resolve("data"), tests);

    try (TerseProcess server = start("late:" + directory.resolve("data"), tests);
        TerseClient client = new TerseClient(server.url("/"))) {
      assertThat(requests.faults(client)).anyMatch(fault -> fault.endsWith("has 2 links"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "REDIS"})
  void requests_repeatedAtTwoServersAtOnce_makeOneLinkEach(Backend backend) throws Exception {
    try (Backend.Running running = backend.start(directory.resolve("backend"));
        TerseProcess one = start(running.url(), "");
        TerseProcess two = start(running.url(), "");
        TerseClient first = new TerseClient(one.url("/"));
        TerseClient second = new TerseClient(two.url("/"));
        ExecutorService threads = Executors.newFixedThreadPool(REPEATS)) {
      Set<String> codes = new HashSet<>();
      for (int key = 0; key < KEYS; key++) {
        String name = "key-" + key;
        List<Future<Link>> answers = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
          TerseClient client = i % 2 == 0 ? first : second;
          answers.add(
              threads.submit(() -> client.shorten(NewLink.to("https://example.com/"), name)));
        }
        String code = answers.getFirst().get().code();
        for (Future<Link> answer : answers) {
          assertThat(answer.get().code()).isEqualTo(code);
        }
        codes.add(code);
      }
      assertThat(codes).hasSize(KEYS);
    }
  }

  private Requests killAndRepeat(String url, String more) throws Exception {
    Requests requests = new Requests();
    int repeated = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      TerseProcess server = start(url, more);
      try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
          TerseClient client = new TerseClient(server.url("/"))) {
        requests.repeat(client);
        requests.settle();
        for (int writer = 0; writer < WRITERS; writer++) {
          String name = cycle + "/" + writer;
          writers.execute(() -> requests.send(client, name));
        }
        int enough = requests.answered() + ANSWERS_BEFORE_KILL;
        Awaitility.await("requests are answered")
            .atMost(Duration.ofMinutes(4))
            .until(() -> requests.answered() >= enough);
        server.kill();
      }
      requests.settle();
      repeated += requests.unanswered();
    }
    try (TerseProcess server = start(url, more);
        TerseClient client = new TerseClient(server.url("/"))) {
      requests.repeat(client);
      requests.settle();
    }
    System.out.printf(
        "RepeatIT %s: %d requests, %d kills, %d repeated%n",
        url.substring(0, url.indexOf(':')), requests.answered(), CYCLES, repeated);
    assertThat(repeated).as("requests that a kill left unanswered").isPositive();
    return requests;
  }

  private TerseProcess start(String url, String more) throws Exception {
    return TerseProcess.startOn(url, more, directory);
  }
}
