package dev.terse.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.testbed.outage.CassandraBackend;
import dev.terse.testbed.outage.Ordeal;
import dev.terse.testbed.outage.Outage;
import dev.terse.testbed.outage.OutageResult;
import dev.terse.testbed.outage.Subject;
import dev.terse.testbed.proxy.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two of three Cassandra nodes are killed under a server: what it remembers redirects on, nothing
 * is called unknown, no link is acknowledged, and when a node is back all is well.
 */
@Tag("slow")
final class RingOutageIT {
  private static final Path JAR =
      Path.of(System.getProperty("terse.root"), "app/target/terse/terse.jar");
  private static final Duration AWAY = Duration.ofSeconds(5);

  /** A write in doubt takes three times the store's time limit of 2 s, on a busy machine more. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir
  private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean away = new AtomicBoolean();

  @Test
  void ring_losesItsMajorityAndRegainsIt_tellsWhatItRemembersAndAcknowledgesNothing()
      throws Exception {
    try (CassandraBackend ring = new CassandraBackend(directory.resolve("ring"));
        FaultProxy proxy = ring.proxy();
        Subject subject = Subject.start(JAR, directory, List.of("--store.url", ring.url(proxy)))) {
      subject.await("/-/health/ready", 200, PATIENCE);
      // If it was made, but not answered in time, the next is answered 409.
      Awaitility.await("a link is made")
          .atMost(PATIENCE)
          .until(() -> create(subject, "before").matches("201 null|409 null"));
      Maker maker = new Maker(subject);
      Outage outage = new Outage(
          "two of three killed",
          () -> {
            ring.kill();
            maker.begin();
          },
          () -> {
            maker.end();
            ring.restartOne();
          },
          AWAY,
          true);

      OutageResult result = new Ordeal(subject, proxy, "r").suffer(outage);
      System.out.print(OutageResult.HEAD + result.row());
      System.out.println(answers.size() + " links were asked for meanwhile");

      assertThat(result.broken(PATIENCE)).isEmpty();
      assertThat(answers).isNotEmpty().allMatch(answer -> answer.matches("503 [1-9][0-9]*"));
      subject.await("/before", 302, PATIENCE);
      ring.restartOther();
      AtomicInteger tries = new AtomicInteger();
      Awaitility.await("a link is made")
          .atMost(PATIENCE)
          .until(() -> subject.shorten("after-" + tries.getAndIncrement()) == 201);
    }
  }

  /** The status, and what Retry-After says. */
  private String create(Subject subject, String code) throws IOException, InterruptedException {
    String link = "{\"target\":\"https://example.com/" + code + "\",\"code\":\"" + code + "\"}";
    HttpResponse<Void> answer = client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + subject.port() + "/-/api/v1/links"))
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(link))
            .build(),
        BodyHandlers.discarding());
    return answer.statusCode() + " "
        + answer.headers().firstValue("Retry-After").orElse(null);
  }

  /** Somebody who goes on asking for links while the ring has no majority. */
  private final class Maker {
    private final Subject subject;
    private @Nullable Thread thread;

    Maker(Subject subject) {
      this.subject = subject;
    }

    void begin() {
      away.set(true);
      thread = Thread.ofVirtual().start(() -> {
        for (int i = 0; away.get(); i++) {
          try {
            answers.add(create(subject, "made-" + i));
          } catch (IOException | InterruptedException e) {
            answers.add(e.toString());
          }
        }
      });
    }

    /** Returns once the last answer is there. */
    void end() {
      away.set(false);
      try {
        if (thread != null) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
