package dev.terse.e2e.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.TerseProcess;
import dev.terse.e2e.follow.Following;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM while clients follow links: no redirect fails, and no visit is lost. */
@Tag("slow")
class StopUnderLoadIT {
  private static final int ROUNDS = 20;
  private static final int CLIENTS = 8;
  private static final int EACH_ROUND = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> CODES =
      IntStream.range(0, 10).mapToObj(i -> "code" + i).toList();

  @TempDir
  private Path directory;

  @Test
  void sigterm_twentyTimes_failsNoRedirectAndLosesNoVisit() throws Exception {
    try (Followers followers = Followers.start(CODES, CLIENTS)) {
      for (int round = 0; round < ROUNDS; round++) {
        round(followers, TerseProcess::close);
      }
      followers.finish();

      assertThat(followers.failures()).isEmpty();
      assertThat(followers.answered()).isGreaterThanOrEqualTo((long) ROUNDS * EACH_ROUND);
      // One that was asked for again may have been counted and its answer not have arrived.
      assertThat(visits())
          .isBetween(followers.answered(), followers.answered() + followers.repeated());
    }
  }

  @Test
  void crash_insteadOfStop_losesVisits() throws Exception {
    try (Followers followers = Followers.start(CODES, CLIENTS)) {
      round(followers, TerseProcess::kill);
      followers.finish();

      assertThat(visits()).isLessThan(followers.answered());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 302 Found\r\nloca", "HTTP/1.1 503 Unavailable\r\n\r\n"})
  void brokenAnswer_onNewConnection_isAFailure(String answer) throws Exception {
    try (Followers followers = Followers.start(CODES, 1)) {
      try (ServerSocket broken = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        followers.serves(broken.getLocalPort());
        try (Socket socket = broken.accept();
            OutputStream out = socket.getOutputStream()) {
          assertThat(socket.getInputStream().read()).isEqualTo('G');
          out.write(answer.getBytes(StandardCharsets.US_ASCII));
        }
        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(followers.failures()).isNotEmpty());
      }
    }
  }

  /** A server that answers the followers for a while and then is ended. */
  private void round(Followers followers, Consumer<TerseProcess> end) throws Exception {
    TerseProcess server = TerseProcess.start(directory);
    create(server);
    long before = followers.answered();
    followers.serves(server.url("").getPort());
    Awaitility.await("redirects")
        .atMost(PATIENCE)
        .until(() ->
            followers.answered() >= before + EACH_ROUND || !followers.failures().isEmpty());
    followers.stops();
    end.accept(server);
  }

  private static void create(TerseProcess server) throws IOException, InterruptedException {
    for (String code : CODES) {
      String link = new JsonObject()
          .put("code", code)
          .put("target", Following.target(code))
          .put("reuse", true)
          .encode();
      assertThat(send(HttpRequest.newBuilder(server.url("/-/api/v1/links"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(link))
                  .build())
              .statusCode())
          .isIn(200, 201);
    }
  }

  /** All visits that a server started for it finds stored. */
  private long visits() throws IOException, InterruptedException {
    try (TerseProcess server = TerseProcess.start(directory)) {
      long visits = 0;
      for (String code : CODES) {
        visits += new JsonObject(send(HttpRequest.newBuilder(server.url("/-/api/v1/links/" + code))
                    .build())
                .body())
            .getLong("visits");
      }
      return visits;
    }
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
