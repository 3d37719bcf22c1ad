package dev.terse.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.server.StartException;
import dev.terse.server.support.FaultyStore;
import dev.terse.server.support.Reply;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import dev.terse.server.support.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event loop still answers that has been held up, to requests that wait in a row. */
@Timeout(60)
final class LateLoopTest {
  private static final String REST = " HTTP/1.1\r\nHost: localhost\r\n";

  @TempDir
  Path directory;

  private final List<FaultyStore> stores = new ArrayList<>();
  private TestServer server;
  private Wire wire;

  @BeforeEach
  void start() throws StartException {
    server = TestServer.start(directory, Setup.plain().wrapping(FaultyStore.into(stores)));
    for (String code : List.of("first", "second", "third")) {
      String link = "{\"target\":\"https://a.example/\",\"code\":\"" + code + "\"}";
      server.json("POST /-/api/v1/links", link);
    }
    wire = server.connect();
  }

  @AfterEach
  void stop() {
    wire.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/robots.txt", "/favicon.ico", "/-/api/v1/openapi.yaml"})
  void pagesAndFiles_areTurnedAwayWithAllThatWaitsBehindThem(String path) {
    Reply reply = afterAStall("first", "GET " + path + REST + "\r\nGET /second" + REST);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isEqualTo("5");
    assertThat(reply.header("Connection")).isEqualTo("close");
    assertThat(wire.isClosed()).isTrue();
    assertThat(server.running().pressure().read().refusedPages()).isEqualTo(1);
  }

  @Test
  void redirectsAndHealth_areAnswered() {
    assertThat(afterAStall("first", "GET /second" + REST).status()).isEqualTo(302);
    assertThat(afterAStall("third", "GET /-/health/live" + REST).status()).isEqualTo(200);
  }

  /** What is answered to {@code requests}, sent behind one that holds the event loop up. */
  private Reply afterAStall(String code, String requests) {
    stores.getFirst().stall(Duration.ofMillis(500));
    wire.send("GET /" + code + REST + "\r\n" + requests, "");
    assertThat(wire.reply().status()).isEqualTo(302);
    return wire.reply();
  }
}
