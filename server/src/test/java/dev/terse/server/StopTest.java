package dev.terse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.server.support.Configs;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.Wire;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StopTest {
  @TempDir
  Path directory;

  @Test
  void stop_withRequestUnderWay_answersItAndCloses() throws Exception {
    List<FaultyStore> stores = new ArrayList<>();
    try (TestServer server = TestServer.start(
            directory, TestServer.Setup.plain().wrapping(FaultyStore.into(stores)));
        Wire wire = server.connect();
        Wire idle = server.connect()) {
      idle.send("GET /unknown HTTP/1.1\r\nHost: localhost\r\n", "");
      assertThat(idle.reply().status()).isEqualTo(404);
      CountDownLatch latch = new CountDownLatch(1);
      stores.getFirst().hold(latch);
      wire.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n", "");
      Awaitility.await().until(() -> stores.getFirst().waiting() == 1);

      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(() -> server.running().stop(Duration.ofSeconds(20)));
      assertThat(idle.isClosed()).isTrue();
      Awaitility.await().until(() -> isRefused(server.port()));
      assertThat(stopped).isNotDone();
      latch.countDown();

      Reply reply = wire.reply();
      assertThat(reply.header("Connection")).isEqualTo("close");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(wire.isClosed()).isTrue();
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void stop_whileDraining_servesButIsNotReady() throws Exception {
    Duration drain = Duration.ofMinutes(1);
    try (TestServer server = TestServer.start(
            directory,
            TestServer.Setup.plain().with(Configs.draining(ServerConfig.DEFAULT, drain)));
        Wire kept = server.connect()) {
      Thread stopping =
          Thread.ofPlatform().start(() -> server.running().stop(Duration.ofSeconds(20)));
      try {
        Awaitility.await().until(() -> ask(server, "/-/health/ready").status() == 503);

        assertThat(ask(server, "/-/health/live").status()).isEqualTo(200);
        kept.send("GET /unknown HTTP/1.1\r\nHost: localhost\r\n", "");
        Reply reply = kept.reply();
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(stopping.isAlive()).isTrue();
      } finally {
        stopping.interrupt(); // which ends the drain
      }
      assertThat(stopping.join(Duration.ofSeconds(20))).isTrue();
      assertThat(isRefused(server.port())).isTrue();
    }
  }

  @Test
  void stop_afterDrain_closes() throws Exception {
    Duration drain = Duration.ofMillis(500);
    try (TestServer server = TestServer.start(
        directory, TestServer.Setup.plain().with(Configs.draining(ServerConfig.DEFAULT, drain)))) {
      long began = System.nanoTime();
      server.running().stop(Duration.ofSeconds(20));

      assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(drain.toNanos());
      assertThat(isRefused(server.port())).isTrue();
    }
  }

  @Test
  void stop_withRequestThatNeverEnds_closesAfterGrace() throws Exception {
    List<FaultyStore> stores = new ArrayList<>();
    CountDownLatch latch = new CountDownLatch(1);
    try (TestServer server = TestServer.start(
            directory, TestServer.Setup.plain().wrapping(FaultyStore.into(stores)));
        Wire wire = server.connect()) {
      stores.getFirst().hold(latch);
      wire.send("GET /never HTTP/1.1\r\nHost: localhost\r\n", "");
      Awaitility.await().until(() -> stores.getFirst().waiting() == 1);

      server.running().stop(Duration.ofMillis(300));

      assertThat(wire.isClosed()).isTrue();
      latch.countDown();
    }
  }

  @Test
  void stop_underLoad_failsNoRequestThatWasTaken() throws Exception {
    try (TestServer server = TestServer.start(directory, TestServer.Setup.plain());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      String code = server
          .json("POST /-/api/v1/links", "{\"target\":\"https://example.com/\"}")
          .json()
          .getString("code");
      AtomicInteger answered = new AtomicInteger();
      AtomicBoolean closing = new AtomicBoolean();
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(clients.submit(() -> ask(server.port(), code, answered, closing)));
      }
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() > 2_000);

      server.running().stop(Duration.ofSeconds(10));

      for (Future<?> one : all) {
        one.get(20, TimeUnit.SECONDS);
      }
      assertThatThrownBy(() -> server.connect().close()).isInstanceOf(UncheckedIOException.class);
    }
  }

  private static Reply ask(TestServer server, String path) {
    try (Wire wire = server.connect()) {
      wire.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n", "");
      return wire.reply();
    }
  }

  /** Asks until the server closes; an answer once begun must be whole. */
  private static void ask(int port, String code, AtomicInteger answered, AtomicBoolean closing) {
    try (Wire wire = Wire.to(port)) {
      while (true) {
        Reply reply;
        try {
          wire.send("GET /" + code + " HTTP/1.1\r\nHost: localhost\r\n", "");
          reply = wire.reply();
        } catch (UncheckedIOException e) {
          assertThat(e.getMessage()).doesNotContain("cut off");
          return;
        }
        assertThat(reply.status()).isEqualTo(302);
        answered.incrementAndGet();
        if ("close".equals(reply.header("Connection"))) {
          closing.set(true);
          assertThat(wire.isClosed()).isTrue();
          return;
        }
      }
    }
  }

  private static boolean isRefused(int port) {
    try {
      Wire.to(port).close();
      return false;
    } catch (UncheckedIOException e) {
      return true;
    }
  }
}
