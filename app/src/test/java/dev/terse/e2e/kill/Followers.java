package dev.terse.e2e.kill;

import dev.terse.e2e.TerseProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that follow links, each until a server no longer answers; they count what they asked. */
final class Followers implements AutoCloseable {
  private static final int THREADS = 4;

  private final Map<String, Long> asked = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final HttpClient http = HttpClient.newHttpClient();

  private Followers() {}

  /** Begins to follow {@code codes} at {@code server}. */
  static Followers start(TerseProcess server, List<String> codes, Random random) {
    Followers followers = new Followers();
    for (int i = 0; i < THREADS; i++) {
      Random own = new Random(random.nextLong());
      followers.threads.execute(() -> followers.follow(server, codes, own));
    }
    return followers;
  }

  /** How often {@code code} was asked for, whether there was an answer or not. */
  long asked(String code) {
    return asked.getOrDefault(code, 0L);
  }

  private void follow(TerseProcess server, List<String> codes, Random random) {
    try {
      while (true) {
        String code = codes.get(random.nextInt(codes.size()));
        asked.merge(code, 1L, Long::sum);
        http.send(
            HttpRequest.newBuilder(server.url("/" + code)).build(),
            HttpResponse.BodyHandlers.discarding());
      }
    } catch (IOException | InterruptedException e) {
      // The server has been killed.
    }
  }

  /** Returns when all have noticed that the server is gone. */
  @Override
  public void close() {
    threads.close();
    http.close();
  }
}
