package dev.terse.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.Limits;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time, and what is counted of them. */
@Timeout(60)
class SlowClientsTest {
  private static final Limits LIMITS =
      new Limits(16 << 10, 1 << 20, Duration.ofSeconds(20), Duration.ofSeconds(5), 40, 2);
  private static final String CONTRACT =
      "GET /-/api/v1/openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir
  Path directory;

  private TestServer server;

  @BeforeEach
  void start() throws StartException {
    server = TestServer.start(
        directory, Setup.plain().with(Configs.limits(ServerConfig.DEFAULT, LIMITS)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void reader_thatTakesNothing_isCutOff_thoughItSends() throws InterruptedException {
    try (Wire wire = server.connect()) {
      wire.send(CONTRACT.repeat(1_000));
      assertThat(isCutOff(wire)).isTrue();
    }
  }

  @Test
  void body_thatHasNotArrived_isCountedUntilItIsAnswered() {
    try (Wire wire = server.connect()) {
      wire.send("POST /-/api/v1/links HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n" + " ".repeat(4_000));
      Awaitility.await().until(() -> readings().heldBytes() >= 4_000);

      wire.send("x".repeat(1_000));

      assertThat(wire.reply().problem()).isEqualTo("malformed-json");
      Awaitility.await().until(() -> readings().heldBytes() == 0);
    }
  }

  @Test
  void head_thatHasNotArrived_isCountedUntilTheConnectionEnds() {
    try (Wire wire = server.connect()) {
      wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\n" + "a: b\r\n".repeat(90));
      Awaitility.await().until(() -> readings().heldBytes() > 16 * 540);
    }
    Awaitility.await().until(() -> readings().heldBytes() == 0);
  }

  @Test
  void request_thatArrivesWhole_isNotCounted() {
    try (Wire wire = server.connect()) {
      wire.send(CONTRACT);
      assertThat(wire.reply().status()).isEqualTo(200);
      assertThat(readings().heldBytes()).isZero();
    }
  }

  @Test
  void peer_withTooManyConnections_isClosedUntilOneEnds() {
    try (Wire one = server.connect();
        Wire two = server.connect()) {
      // Each is answered first: event loops may count connections in another order than they came.
      askForContract(one);
      askForContract(two);
      try (Wire three = server.connect()) {
        assertThat(three.isClosed()).isTrue();
      }
      askForContract(two);
    }
    assertThat(readings().refusedConnections()).isEqualTo(1);
    Awaitility.await().until(() -> readings().connections() == 0);
    assertThat(server.ask("GET /x").status()).isEqualTo(404);
  }

  private static void askForContract(Wire wire) {
    wire.send(CONTRACT);
    assertThat(wire.reply().status()).isEqualTo(200);
  }

  private Pressure.Readings readings() {
    return server.running().pressure().read();
  }

  /** Sends a byte now and then, which keeps the connection from being idle. */
  private static boolean isCutOff(Wire wire) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      Thread.sleep(100);
      try {
        wire.send("G");
      } catch (UncheckedIOException closed) {
        return true;
      }
    }
    return false;
  }
}
