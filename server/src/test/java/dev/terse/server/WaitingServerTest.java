package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that listens while its store is away. */
class WaitingServerTest {
  private static final ServerConfig CONFIG =
      Configs.listen(ServerConfig.DEFAULT, new Listen("127.0.0.1", 0));

  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /abc",
        "POST /-/api/v1/links",
        "GET /-/api/v1/links",
        "GET /-/none",
        "POST /get"
      })
  void listen_anyRequest_isToldToComeBack(String line) throws Exception {
    RunningServer waiting = new Server(CONFIG).listen();
    try {
      Reply reply = ask(waiting, line);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.problem()).isEqualTo("store-unavailable");
      assertThat(reply.header("Retry-After")).isEqualTo("5");
    } finally {
      waiting.stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void serve_afterWaiting_answersOnTheSameConnection() throws Exception {
    RunningServer waiting = new Server(CONFIG).listen();
    try (TestServer other = TestServer.start(directory, Setup.plain());
        Wire wire = Wire.to(waiting.address().port())) {
      String ready = "GET /-/health/ready HTTP/1.1\r\nHost: localhost\r\n";
      assertThat(ask(waiting, "GET /-/health/live").status()).isEqualTo(200);
      assertThat(wire.send(ready, "").reply().status()).isEqualTo(503);

      waiting.serve(other.parts());

      // Not at once, if a busy machine takes longer to ask the store than a health check waits.
      Awaitility.await()
          .untilAsserted(() -> assertThat(wire.send(ready, "").reply().status()).isEqualTo(200));
      assertThat(ask(waiting, "GET /abc").status()).isEqualTo(404);
    } finally {
      waiting.stop(Duration.ofSeconds(1));
    }
  }

  private static Reply ask(RunningServer server, String line) {
    try (Wire wire = Wire.to(server.address().port())) {
      return wire.send(line + " HTTP/1.1\r\nHost: localhost\r\n", "").reply();
    }
  }
}
