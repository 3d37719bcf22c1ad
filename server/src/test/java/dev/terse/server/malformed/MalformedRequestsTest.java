package dev.terse.server.malformed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.core.access.Scope;
import dev.terse.server.Limits;
import dev.terse.server.ServerConfig;
import dev.terse.server.StartException;
import dev.terse.server.access.AuthMode;
import dev.terse.server.malformed.Conversation.Answer;
import dev.terse.server.support.Configs;
import dev.terse.server.support.TestServer;
import dev.terse.server.support.TestServer.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends each case of {@code malformed.txt}, which says what must come of it. */
@Timeout(60)
class MalformedRequestsTest {
  private static final String HONEST =
      "GET /honest HTTP/1.1\r\nHost: sho.rt\r\nConnection: close\r\n\r\n";

  /**
   * What stands in an answer only if the inside shows, a header is split, or a path leads astray.
   */
  private static final Pattern LEAK = Pattern.compile(
      "(?i)dev\\.terse|io\\.netty|io\\.vertx|java\\.|jackson|exception|\\bat [a-z.]+\\(|\\.java"
          + "|/tmp/|root:|\r\nset-cookie|smuggled\\.example|\"links\"|cookie: secret");

  @TempDir
  static Path directory;

  private static TestServer server;
  private static String key;

  @BeforeAll
  static void start() throws StartException {
    // Long enough for a busy machine that stands still for a moment between two requests.
    Limits limits =
        new Limits(16 << 10, 1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(4), 100, 0);
    ServerConfig config = Configs.auth(ServerConfig.DEFAULT, AuthMode.KEYS);
    server = TestServer.start(directory, Setup.plain().with(Configs.limits(config, limits)));
    key = server.keys().create("writer", Set.of(Scope.READ, Scope.WRITE)).text();
    for (String code : List.of("go", "honest", "smuggled")) {
      String target = "{\"target\":\"https://" + code + ".example/\",\"code\":\"" + code + "\"}";
      server.json("POST /-/api/v1/links", target, "X-Api-Key: " + key);
      server.ask("GET /" + code);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<MalformedRequest> cases() {
    return MalformedRequest.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void malformedRequest_getsWhatItDeserves_andTheNextOneIsReadRightly(MalformedRequest request)
      throws IOException {
    Conversation said = Conversation.hold(server.port(), request.bytes(key), HONEST);

    assertThat(said.isEnded()).as("hangs").isTrue();
    assertThat(said.answers()).doesNotContainPattern(LEAK);
    List<Answer> answers = new ArrayList<>(said.parse());
    if (!request.closes()) {
      assertThat(answers).as(said.answers()).isNotEmpty();
      Answer honest = answers.removeLast();
      assertThat(honest.status()).as(said.answers()).isEqualTo(302);
      assertThat(honest.fields()).contains("https://honest.example/");
    }
    assertThat(answers).as(said.answers()).allMatch(answer -> answer.status() < 500);
    assertThat(request.isAnsweredBy(answers.stream().map(Answer::status).toList()))
        .as("expected %s, got %s", request.statuses(), said.answers())
        .isTrue();
  }

  @Test
  void corpus_hasCasesOfEachKind() {
    assertThat(cases()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
    assertThat(cases()).filteredOn(MalformedRequest::closes).hasSizeGreaterThan(50);
  }

  @Test
  void checks_answersThatAreWrong_findThem() {
    String ok = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na";
    assertThat(new Conversation(ok + ok, false, true).parse()).hasSize(2);
    for (String wrong : List.of(
        ok + "b", ok.replace("length: 1", "length: 2"), ok.replace("OK\r", "OK"), "RTSP" + ok)) {
      assertThatThrownBy(() -> new Conversation(wrong, false, true).parse())
          .isInstanceOf(AssertionError.class);
    }
    for (String leak : List.of(
        "\tat dev.terse.server.Server.start(Server.java:1)",
        "location: https://smuggled.example/",
        "\r\nSet-Cookie: injected=1",
        "root:x:0:0")) {
      assertThat(leak).containsPattern(LEAK);
    }
  }
}
