package dev.terse.e2e;

import dev.terse.client.ApiException;
import dev.terse.client.Link;
import dev.terse.client.LinkChange;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The log of what a server acknowledged, and the comparison of a server with it. A change whose
 * answer never came may have happened or not; a change that was answered must have happened.
 */
final class Acknowledgements {
  private static final String GONE = "";

  private final Map<String, Promise> promises = new ConcurrentHashMap<>();
  private final Queue<String> givenTwice = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private volatile boolean killed;

  /** What the server owes for one code: its target, or {@link #GONE}; or either of the two. */
  private record Promise(String target, @Nullable String orTarget) {
    boolean keptBy(String found) {
      return found.equals(target) || found.equals(orTarget);
    }
  }

  /** Says that the server is about to be killed: from now on it may fail to answer. */
  void expectKill() {
    killed = true;
  }

  /** Says that the server runs again. */
  void expectAnswers() {
    killed = false;
  }

  /** Answers that nobody expected. */
  Collection<String> faults() {
    return faults;
  }

  /** Works on {@code client} until it is no longer answered: makes, changes and deletes links. */
  void work(TerseClient client, Random random, String name) {
    try {
      for (int i = 0; ; i++) {
        String target =
            "https://example.com/" + name + "/" + i + "?q=%C3%A9&x=" + random.nextLong();
        NewLink wanted = NewLink.to(target);
        Link link = client.shorten(
            random.nextInt(4) == 0 ? wanted.withCode("own-" + name + "-" + i) : wanted);
        made(link.code(), target);
        switch (random.nextInt(8)) {
          case 0 -> edit(client, link.code(), target);
          case 1 -> delete(client, link.code(), target);
          default -> {}
        }
      }
    } catch (ApiException e) {
      if (!killed || e instanceof ApiException.Refused) {
        faults.add(e.toString());
      }
    }
  }

  /** Notes that {@code code} was acknowledged for {@code target}. */
  void made(String code, String target) {
    if (promises.put(code, new Promise(target, null)) != null) {
      givenTwice.add(code);
    }
  }

  private void edit(TerseClient client, String code, String target) {
    String other = target + "&edited";
    promises.put(code, new Promise(target, other));
    client.edit(code, LinkChange.NONE.target(other), OptionalLong.empty());
    promises.put(code, new Promise(other, null));
  }

  private void delete(TerseClient client, String code, String target) {
    promises.put(code, new Promise(target, GONE));
    client.delete(code, OptionalLong.empty());
    promises.put(code, new Promise(GONE, null));
  }

  int size() {
    return promises.size();
  }

  /** Codes that two links were given. */
  Collection<String> givenTwice() {
    return givenTwice;
  }

  /** Follows every code and returns a line for each that does not do what was acknowledged. */
  Collection<String> broken(TerseProcess server) {
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      Function<String, String> follow = code -> follow(http, server, code);
      promises.forEach((code, promise) -> threads.execute(() -> {
        String found = follow.apply(code);
        if (!promise.keptBy(found)) {
          broken.add(code + ": " + promise + ", but found '" + found + "'");
        }
      }));
    }
    return broken;
  }

  private static String follow(HttpClient http, TerseProcess server, String code) {
    try {
      HttpResponse<Void> answer = http.send(
          HttpRequest.newBuilder(server.url("/" + code)).build(),
          HttpResponse.BodyHandlers.discarding());
      return switch (answer.statusCode()) {
        case 302 -> answer.headers().firstValue("Location").orElse("no Location");
        case 404 -> GONE;
        default -> "status " + answer.statusCode();
      };
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }
}
