package dev.terse.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.client.ApiException;
import dev.terse.client.Link;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import dev.terse.e2e.follow.Following;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What two nodes behind the balancer of {@code deploy/} promise, on whatever store they share: a
 * subclass says which.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Topology {
  private static final int CLIENTS = 8;
  private static final int ROUNDS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> CODES =
      IntStream.range(0, 50).mapToObj(i -> "code-" + i).toList();

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private Node first;
  private Node second;
  private Balancer balancer;
  private String key;

  /**
   * Starts the servers that the nodes share, in {@code directory}, and gives the settings, as
   * flags, by which nodes find them.
   */
  abstract List<String> startStore(Path directory) throws IOException;

  /** Has {@code server} closed at the end. */
  final <T extends AutoCloseable> T keep(T server) {
    started.push(server);
    return server;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    List<String> settings = new ArrayList<>(startStore(directory));
    settings.addAll(List.of(
        "--server.url", "https://sho.rt/",
        "--server.proxies", "127.0.0.1/32",
        "--server.drain", "3s"));
    first = keep(Node.start(directory, "first", settings));
    second = keep(Node.start(directory, "second", settings));
    balancer = keep(Balancer.start(directory, first, second));
    key = first.key();
    try (TerseClient client = client()) {
      CODES.forEach(code -> shorten(client, code));
    }
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable server : started) {
      server.close();
    }
  }

  @BeforeEach
  void awaitBoth() {
    balancer.awaitUp(1);
    balancer.awaitUp(2);
  }

  @Test
  void shorten_throughTheBalancer_redirectsOnEachNode() throws Exception {
    try (TerseClient client = client()) {
      Link link = shorten(client, "everywhere");

      assertThat(link.shortUrl()).isEqualTo("https://sho.rt/everywhere");
    }
    assertThat(location(URI.create("http://" + first.address() + "/everywhere")))
        .isEqualTo(Following.target("everywhere"));
    assertThat(location(URI.create("http://" + second.address() + "/everywhere")))
        .isEqualTo(Following.target("everywhere"));
    assertThat(location(balancer.url().resolve("everywhere")))
        .isEqualTo(Following.target("everywhere"));
  }

  @Test
  void node_killedUnderLoad_failsNoRedirectAndLosesNoLink() throws Exception {
    List<String> made = new ArrayList<>();
    AtomicBoolean going = new AtomicBoolean(true);
    Thread writer = Thread.ofVirtual().start(() -> keepShortening(made, going));
    try (Load load = Load.start(balancer.port(), CODES, CLIENTS)) {
      awaitMore(load);

      second.kill();

      balancer.awaitDown(2);
      awaitMore(load);
      going.set(false);
      writer.join();
      load.finish();
      System.out.println(getClass().getSimpleName() + ": kill: " + load.answered() + " redirects, "
          + made.size() + " links, failures " + load.failures());
      assertThat(load.failures()).isEmpty();
    } finally {
      second.restart();
    }
    assertThat(made).isNotEmpty();
    for (String code : made) {
      assertThat(location(URI.create("http://" + first.address() + "/" + code)))
          .isEqualTo(Following.target(code));
    }
  }

  @Test
  void nodes_restartedOneAfterTheOtherUnderLoad_failNoRedirect() throws Exception {
    try (Load load = Load.start(balancer.port(), CODES, CLIENTS)) {
      awaitMore(load);
      for (int round = 0; round < ROUNDS; round++) {
        first.stop();
        first.restart();
        balancer.awaitUp(1);
        second.stop();
        second.restart();
        balancer.awaitUp(2);
      }
      awaitMore(load);
      load.finish();
      System.out.println(getClass().getSimpleName() + ": " + 2 * ROUNDS + " restarts, "
          + load.answered() + " redirects, failures " + load.failures());
      assertThat(load.failures()).isEmpty();
    }
  }

  /** Proves that the load sees failures: with both nodes killed it must count some. */
  final void killBothUnderLoad() throws Exception {
    try (Load load = Load.start(balancer.port(), CODES, CLIENTS)) {
      awaitMore(load);
      first.kill();
      second.kill();
      Awaitility.await("failures are counted")
          .atMost(PATIENCE)
          .until(() -> !load.failures().isEmpty());
    } finally {
      first.restart();
      second.restart();
    }
  }

  private static void awaitMore(Load load) {
    long enough = load.answered() + 1_000;
    Awaitility.await("redirects are answered")
        .atMost(PATIENCE)
        .until(() -> load.answered() > enough);
  }

  /** Makes links through the balancer; of those that fail nothing is expected. */
  private void keepShortening(List<String> made, AtomicBoolean going) {
    try (TerseClient client = client()) {
      for (int i = 0; going.get(); i++) {
        try {
          made.add(shorten(client, "made-" + i).code());
        } catch (ApiException e) {
          System.out.println(
              getClass().getSimpleName() + ": a link was not acknowledged: " + e.getMessage());
        }
      }
    }
  }

  private static Link shorten(TerseClient client, String code) {
    return client.shorten(new NewLink(Following.target(code), code, null, null, null, null, null));
  }

  private TerseClient client() {
    return new TerseClient(balancer.url(), key, TerseClient.DEFAULT_TIMEOUT);
  }

  private static String location(URI url) throws Exception {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    return String.valueOf(connection.getHeaderField("Location"));
  }
}
