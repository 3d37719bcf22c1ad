package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.support.Configs;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LimitsTest {
  private static final String LINKS = "/-/api/v1/links";
  private static final String POST =
      "POST " + LINKS + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @TempDir
  static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() throws StartException {
    // Long enough for a busy machine that stands still for a moment while others are tested.
    Limits limits = new Limits(16 << 10, 1 << 20, Duration.ofSeconds(2), IDLE, 40, 0);
    server = TestServer.start(
        directory, Setup.plain().with(Configs.limits(ServerConfig.DEFAULT, limits)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void header_upTo16KiB_isRead() {
    assertThat(server.ask("GET /x", "X: " + "a".repeat(15 << 10)).status()).isEqualTo(404);
  }

  @Test
  void header_above16KiB_is431() {
    try (Wire wire = server.connect()) {
      wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(17 << 10) + "\r\n\r\n");
      Reply reply = wire.reply();

      assertThat(reply.problem()).isEqualTo("headers-too-large");
      assertThat(reply.json().getString("detail")).contains("16384 bytes");
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void header_of100Fields_isRead() {
    String request = "GET /x HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(99) + "\r\n";
    try (Wire wire = server.connect()) {
      wire.send(request);
      assertThat(wire.reply().status()).isEqualTo(404);
      wire.send(request);
      assertThat(wire.reply().status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5_000})
  void header_ofMoreFields_is431(int more) {
    try (Wire wire = server.connect()) {
      wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(more) + "\r\n");
      Reply reply = wire.reply();

      assertThat(reply.problem()).isEqualTo("headers-too-large");
      assertThat(reply.json().getString("detail")).contains("100 fields");
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void requestLine_above16KiB_is414() {
    assertThat(server.ask("GET /" + "a".repeat(17 << 10)).problem()).isEqualTo("uri-too-long");
  }

  @Test
  void body_ofAnnouncedSizeAboveLimit_is413() {
    try (Wire wire = server.connect()) {
      wire.send(POST + "Content-Length: 1048577\r\n\r\n{");
      Reply reply = wire.reply();

      assertThat(reply.problem()).isEqualTo("body-too-large");
      assertThat(reply.json().getString("detail")).contains("1048576 bytes");
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void body_inChunksAboveLimit_is413() {
    try (Wire wire = server.connect()) {
      wire.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
      sendUntilClosed(wire, ("8000\r\n" + " ".repeat(0x8000) + "\r\n").repeat(33));

      assertThat(wire.reply().problem()).isEqualTo("body-too-large");
    }
  }

  @Test
  void body_ofFormAboveLimit_is413() {
    String head = POST.replace(LINKS, "/-/shorten")
        .replace("application/json", "application/x-www-form-urlencoded");
    try (Wire wire = server.connect()) {
      wire.send(head + "Content-Length: 1048578\r\n\r\n");
      sendUntilClosed(wire, "a=" + "b".repeat(1 << 20));

      assertThat(wire.reply().problem()).isEqualTo("body-too-large");
    }
  }

  @Test
  void body_afterExpectation_isAskedFor() {
    String body = "{\"target\":\"https://example.com/\"}";
    try (Wire wire = server.connect()) {
      wire.send(POST + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(100);
      assertThat(wire.send(body).reply().status()).isEqualTo(201);
    }
  }

  @Test
  void slowHeader_isCutOff_thoughNeverIdle() throws InterruptedException {
    try (Wire wire = server.connect()) {
      assertThat(trickle(wire, "GET /x HTTP/1.1\r\nHost: localhost\r\n", "X: y\r\n"))
          .isTrue();
    }
  }

  @Test
  void slowHeader_onUsedConnection_isCutOff() throws InterruptedException {
    try (Wire wire = server.connect()) {
      wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\n", "");
      assertThat(wire.reply().status()).isEqualTo(404);

      assertThat(trickle(wire, "G", "E")).isTrue();
    }
  }

  @Test
  void slowBody_isCutOff_thoughNeverIdle() throws InterruptedException {
    try (Wire wire = server.connect()) {
      assertThat(trickle(wire, POST + "Content-Length: 100000\r\n\r\n", " ")).isTrue();
    }
  }

  @Test
  void idleConnection_isClosed() {
    try (Wire wire = server.connect()) {
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void keptConnection_withPausesBelowIdle_staysOpen() throws InterruptedException {
    try (Wire wire = server.connect()) {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(PAUSE);
        wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\n", "");
        assertThat(wire.reply().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void connections_aboveLimit_areClosedUntilOthersLeave() {
    List<Wire> wires = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Wire wire = server.connect();
        wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\n", "");
        assertThat(wire.reply().status()).isEqualTo(404);
        wires.add(wire);
      }
      try (Wire one = server.connect()) {
        assertThat(one.isClosed()).isTrue();
      }
    } finally {
      wires.forEach(Wire::close);
    }
    org.awaitility.Awaitility.await()
        .ignoreExceptions()
        .until(() -> server.ask("GET /x").status() == 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1\r\n",
        "HTTP/1.1\r\nHost: a\r\nHost: a\r\n",
        "HTTP/1.0\r\nHost: a\r\nHost: b\r\n"
      })
  void request_withoutOneHost_is400(String rest) {
    Reply reply = server.raw("GET /x " + rest, "");

    assertThat(reply.problem()).isEqualTo("bad-request");
    assertThat(reply.json().getString("remedy")).contains("Host");
    assertThat(server.raw("GET /x HTTP/1.0\r\n", "").status()).isEqualTo(404);
  }

  /** The server answers what is too long before it has come, and then takes no more of it. */
  private static void sendUntilClosed(Wire wire, String body) {
    try {
      wire.send(body);
    } catch (UncheckedIOException closedEarly) {
      assertThat(closedEarly).isNotNull();
    }
  }

  /** Sends {@code start}, then {@code more} every 100 ms; tells whether the server hung up. */
  private static boolean trickle(Wire wire, String start, String more) throws InterruptedException {
    wire.send(start);
    for (int i = 0; i < 300; i++) {
      Thread.sleep(100);
      try {
        wire.send(more);
      } catch (UncheckedIOException closed) {
        return true;
      }
    }
    return false;
  }
}
