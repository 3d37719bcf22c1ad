package dev.terse.e2e.fresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.TerseClient;
import dev.terse.core.redirect.Freshness;
import dev.terse.e2e.fresh.Staleness.Traffic;
import dev.terse.testbed.Backend;
import dev.terse.testbed.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What one node changes shows on the other within 5 seconds, whether the store tells of it or not.
 * That is a promise; how soon it shows is measured by {@code bench/freshness.sh}.
 */
@Tag("slow")
final class FreshnessIT {
  private static final Duration PROMISED = Duration.ofSeconds(5);
  private static final int CHANGES = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir
  Path directory;

  private final Random random = new Random(11);

  @ParameterizedTest
  @EnumSource
  void change_onOneNode_showsOnTheOtherInTime(Backend backend) throws Exception {
    try (Backend.Running running = backend.start(directory.resolve("backend"))) {
      Freshness byDefault = Freshness.shared(Duration.ofSeconds(1), Duration.ofHours(1));
      try (StorePair pair = new StorePair(patient(running.url()), byDefault, true)) {
        expectInTime(pair, "push");
      }
      try (StorePair pair = new StorePair(patient(running.url()), byDefault, false)) {
        expectInTime(pair, "no-push");
      }
    }
  }

  @Test
  void change_onOneServer_showsOnTheOtherInTime() throws Exception {
    try (Backend.Running running = Backend.POSTGRESQL.start(directory.resolve("backend"))) {
      int first = LocalServer.freePort();
      int second = LocalServer.freePort();
      try (LocalServer _ = serve(patient(running.url()), first);
          LocalServer _ = serve(patient(running.url()), second);
          ServerPair pair = new ServerPair(url(first), url(second))) {
        expectInTime(pair, "http");
      }
    }
  }

  /** The same test sees a node that holds on to what it has read. */
  @Test
  void change_onOneNode_neverShowsWhereNothingAges() throws Exception {
    try (Backend.Running running = Backend.POSTGRESQL.start(directory.resolve("backend"));
        StorePair pair = new StorePair(patient(running.url()), Freshness.UNTIL_FORGOTTEN, false)) {
      Staleness staleness = Staleness.measure(pair, "held", CHANGES, Traffic.BUSY, random);
      assertThat(staleness.percentile(0)).isGreaterThan(PROMISED.toMillis());
    }
  }

  private void expectInTime(Pair pair, String how) throws Exception {
    for (Traffic traffic : Traffic.values()) {
      Staleness staleness = Staleness.measure(pair, how + traffic, CHANGES, traffic, random);
      System.out.println("FreshnessIT " + how + " " + traffic + " " + staleness.cells());
      assertThat(staleness.max()).isLessThan(PROMISED.toMillis());
    }
  }

  /** A store that may take its time: how soon a busy machine's answers is not asked here. */
  private static String patient(String url) {
    return url + (url.contains("?") ? "&" : "?") + "timeout=20s";
  }

  private LocalServer serve(String url, int port) {
    LocalServer server = launch(url, port);
    try (TerseClient client = new TerseClient(url(port))) {
      Awaitility.await("the server is ready")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(client::isReady);
    }
    return server;
  }

  private LocalServer launch(String url, int port) {
    Path jar = Path.of(System.getProperty("terse.root")).resolve("app/target/terse/terse.jar");
    return LocalServer.start(
            directory,
            "terse-" + port,
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.normalize().toString(),
                "serve",
                "--server.listen",
                "127.0.0.1:" + port,
                "--store.url",
                url))
        .awaitPort("127.0.0.1", port, PATIENCE);
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }
}
