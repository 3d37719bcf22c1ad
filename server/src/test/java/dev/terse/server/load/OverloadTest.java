package dev.terse.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.support.Configs;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is answered while as much is under way as may be, because the store stands still. */
@Timeout(60)
class OverloadTest {
  private static final int MOST = 8;
  private static final String LINKS = "/-/api/v1/links";
  private static final String FORM =
      " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";

  @TempDir
  Path directory;

  private final List<Wire> wires = new ArrayList<>();
  private final List<FaultyStore> stores = new ArrayList<>();
  private final CountDownLatch opens = new CountDownLatch(1);
  private TestServer server;

  @BeforeEach
  void start() throws StartException {
    ServerConfig config = Configs.load(
        Configs.ancestors(ServerConfig.DEFAULT, new AncestorsConfig(true, true, null)),
        new LoadConfig(MOST, Duration.ofMillis(250)));
    server =
        TestServer.start(directory, Setup.plain().with(config).wrapping(FaultyStore.into(stores)));
    server.json("POST " + LINKS, "{\"target\":\"https://a.example/\",\"code\":\"kept\"}");
    server.ask("GET /kept");
    awaitUnderWay(0);
    stores.getFirst().hold(opens);
    for (int i = 0; i < MOST; i++) {
      Wire wire = server.connect();
      wires.add(wire);
      wire.send("GET " + LINKS + "/kept HTTP/1.1\r\nHost: localhost\r\n", "");
    }
    awaitUnderWay(MOST);
  }

  @AfterEach
  void stop() {
    opens.countDown();
    wires.forEach(Wire::close);
    server.close();
  }

  @Test
  void api_isTurnedAwayAtOnceWithTheTimeToTryAgain() {
    Reply reply = server.ask("GET " + LINKS + "/kept");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.problem()).isEqualTo("overloaded");
    assertThat(reply.header("Retry-After")).isEqualTo("5");
    assertThat(server.running().pressure().read().refusedApi()).isEqualTo(1);
  }

  @Test
  void ancestors_areTurnedAwayInTheirForm() {
    Reply s = server.raw("POST /get" + FORM, "url=https://a.example/");
    assertThat(s.status()).isEqualTo(503);
    assertThat(s.body()).isEqualTo("[\"failure\", \"Some error occured\"]");
    assertThat(s.header("Retry-After")).isEqualTo("5");

    Reply flask = server.json("POST /shorten_url", "{\"url\":\"https://a.example/\"}");
    assertThat(flask.status()).isEqualTo(503);
    assertThat(flask.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void redirectThatMemoryKnows_andHealth_goOn() {
    assertThat(server.ask("GET /kept").status()).isEqualTo(302);
    assertThat(server.ask("GET /-/health/live").status()).isEqualTo(200);
  }

  @Test
  void whoWasLetIn_isAnswered_andThenEverybody() {
    opens.countDown();
    for (Wire wire : wires) {
      assertThat(wire.reply().status()).isEqualTo(200);
    }
    awaitUnderWay(0);
    assertThat(server.ask("GET " + LINKS + "/kept").status()).isEqualTo(200);
  }

  /** Work is over a moment after its answer is on the way. */
  private void awaitUnderWay(int count) {
    Awaitility.await().until(() -> server.running().pressure().read().underWay() == count);
  }
}
