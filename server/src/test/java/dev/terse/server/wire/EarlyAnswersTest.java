package dev.terse.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.Limits;
import dev.terse.server.ServerConfig;
import dev.terse.server.support.Configs;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import io.netty.buffer.ByteBuf;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on connections whose requests are answered before they are decoded. */
@Timeout(60)
class EarlyAnswersTest {
  private static final String GET_GO = "GET /go HTTP/1.1\r\nHost: localhost\r\n";
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @TempDir
  Path directory;

  private final List<FaultyStore> stores = new ArrayList<>();
  private final AtomicInteger early = new AtomicInteger();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    start(Duration.ZERO);
  }

  private void start(Duration drain) throws Exception {
    Limits limits = new Limits(16 << 10, 1 << 20, Duration.ofMillis(400), IDLE, 1_000, 0);
    ServerConfig config = Configs.draining(Configs.limits(ServerConfig.DEFAULT, limits), drain);
    server =
        TestServer.start(directory, Setup.plain().with(config).wrapping(FaultyStore.into(stores)));
    server.json("POST /-/api/v1/links", "{\"target\":\"https://a.b/\",\"code\":\"go\"}");
    assertThat(server.ask("GET /go").status()).isEqualTo(302);
    server.running().wrapShortcut(shortcut -> (bytes, length, allocator) -> {
      ByteBuf answer = shortcut.answer(bytes, length, allocator);
      if (answer != null) {
        early.incrementAndGet();
      }
      return answer;
    });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void knownLink_isAnsweredEarly_amongOthersOnOneConnection() {
    try (Wire wire = server.connect()) {
      for (int i = 1; i <= 3; i++) {
        assertThat(answer(wire, GET_GO).status()).isEqualTo(302);
        assertThat(answer(wire, "GET /-/health/live HTTP/1.1\r\nHost: a\r\n").status())
            .isEqualTo(200);
        wire.send("POST /-/nope HTTP/1.1\r\nHost: localhost\r\n", "a body");
        assertThat(wire.reply().status()).isEqualTo(404);
        assertThat(early).hasValue(i);
      }
    }
  }

  @Test
  void knownLink_behindSlowRequest_waitsItsTurn() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    try (Wire wire = server.connect()) {
      stores.getFirst().hold(latch);
      wire.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n", "");
      Awaitility.await().until(() -> stores.getFirst().waiting() == 1);
      wire.send(GET_GO, "");
      Thread.sleep(200);
      assertThat(early).hasValue(0);
      latch.countDown();

      assertThat(wire.reply().status()).isEqualTo(404);
      assertThat(wire.reply().status()).isEqualTo(302);
      assertThat(answer(wire, GET_GO).status()).isEqualTo(302);
      assertThat(early).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /go HTTP/1.2\r\nHost: localhost\r\n\r\n",
        "GET /-/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      })
  void requests_behindTheLastOne_areNotFollowed(String last) {
    server.visits().clear();
    try (Wire wire = server.connect()) {
      wire.send(last + (GET_GO + "\r\n").repeat(3));

      assertThat(wire.reply().header("Connection")).isEqualTo("close");
      assertThat(wire.isClosed()).isTrue();
    }
    assertThat(server.visits()).isEmpty();
  }

  @Test
  void body_thatReadsLikeARequest_isABody() throws Exception {
    String hidden = GET_GO + "\r\n";
    try (Wire wire = server.connect()) {
      wire.send("POST /-/api/v1/links HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Type: application/json\r\nContent-Length: " + hidden.length() + "\r\n\r\n");
      Thread.sleep(200);
      wire.send(hidden);

      assertThat(wire.reply().status()).isEqualTo(400);
      assertThat(early).hasValue(0);
    }
  }

  @Test
  void keptConnection_withEarlyAnswersOnly_staysOpen() throws Exception {
    try (Wire wire = server.connect()) {
      for (int i = 0; i < 3; i++) {
        Thread.sleep(PAUSE);
        assertThat(answer(wire, GET_GO).status()).isEqualTo(302);
      }
      assertThat(early).hasValue(3);
    }
  }

  @Test
  void idleConnection_afterEarlyAnswer_isClosed() {
    try (Wire wire = server.connect()) {
      assertThat(answer(wire, GET_GO).status()).isEqualTo(302);

      assertThat(wire.isClosed()).isTrue();
      assertThat(early).hasValue(1);
    }
  }

  @Test
  void slowHeader_afterEarlyAnswer_isCutOff() throws Exception {
    try (Wire wire = server.connect()) {
      assertThat(answer(wire, GET_GO).status()).isEqualTo(302);

      Awaitility.await().until(() -> {
        try {
          wire.send("G");
          return false;
        } catch (UncheckedIOException closed) {
          return true;
        }
      });
    }
  }

  @Test
  void knownLink_whileDraining_isAnsweredWithClose() throws Exception {
    server.close();
    start(Duration.ofMinutes(1));
    try (Wire wire = server.connect()) {
      assertThat(answer(wire, GET_GO).header("Connection")).isNull();
      Thread stopping =
          Thread.ofPlatform().start(() -> server.running().stop(Duration.ofSeconds(20)));
      try {
        Awaitility.await().until(() -> server.ask("GET /-/health/ready").status() == 503);

        Reply reply = answer(wire, GET_GO);
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(early).hasValue(1);
      } finally {
        stopping.interrupt(); // which ends the drain
      }
    }
  }

  @Test
  void link_changedOrDeleted_isNotAnsweredAsBefore() {
    try (Wire wire = server.connect()) {
      assertThat(answer(wire, GET_GO).header("Location")).isEqualTo("https://a.b/");
      server.json("PATCH /-/api/v1/links/go", "{\"target\":\"https://c.d/\"}");
      assertThat(answer(wire, GET_GO).header("Location")).isEqualTo("https://c.d/");
      server.ask("DELETE /-/api/v1/links/go");
      assertThat(answer(wire, GET_GO).status()).isEqualTo(404);
    }
  }

  private static Reply answer(Wire wire, String head) {
    return wire.send(head, "").reply();
  }
}
