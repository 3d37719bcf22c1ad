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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The log of what a server acknowledged, and the comparison of a server or of its store with it. A
 * change whose answer never came may have happened or not; a change that was answered must have
 * happened. The log knows when, so it also tells what was owed at a moment in the past.
 */
public final class Acknowledgements {
  private static final String GONE = "";

  /** A target of many pages, now and then. */
  private static final int LONG_TARGET = 6_000;

  private static final int LONG_ONE_IN = 12;

  private final Map<String, List<Promise>> promises = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Queue<String> givenTwice = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Queue<ApiException.Refused> refusals = new ConcurrentLinkedQueue<>();
  private volatile boolean killed;
  private volatile boolean refusing;
  private volatile boolean stopping;

  /** What is owed for one code from then on: its target or {@link #GONE}, or either of the two. */
  private record Promise(
      Instant since, String target, @Nullable String orTarget) {
    boolean keptBy(String found) {
      return found.equals(target) || found.equals(orTarget);
    }
  }

  /** Says that the server is about to be killed: from now on it may fail to answer. */
  public void expectKill() {
    killed = true;
  }

  /** Says that from now on the server may refuse, and keeps the refusals. */
  public void expectRefusals() {
    refusing = true;
  }

  /** Ends the work after the links at hand. */
  public void stop() {
    stopping = true;
  }

  /** Says that the server runs again. */
  public void expectAnswers() {
    killed = false;
    refusing = false;
    stopping = false;
  }

  /** The refusals since they were expected. */
  public Collection<ApiException.Refused> refusals() {
    return refusals;
  }

  /** Answers that nobody expected. */
  public Collection<String> faults() {
    return faults;
  }

  /**
   * Works on {@code client} until it is refused, no longer answered or stopped: makes, changes and
   * deletes links.
   */
  public void work(TerseClient client, Random random, String name) {
    try {
      for (int i = 0; !stopping; i++) {
        String target = target(random, name + "/" + i);
        asked.add(target);
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
    } catch (ApiException.Refused e) {
      refusals.add(e);
      if (!refusing) {
        faults.add(e.toString());
      }
    } catch (ApiException e) {
      if (!killed) {
        faults.add(e.toString());
      }
    }
  }

  private static String target(Random random, String path) {
    String target = "https://example.com/" + path + "?q=%C3%A9&x=" + random.nextLong();
    return random.nextInt(LONG_ONE_IN) == 0
        ? target + "&long=" + "0123456789".repeat(random.nextInt(LONG_TARGET / 10))
        : target;
  }

  /** Notes that {@code code} was acknowledged for {@code target}. */
  public void made(String code, String target) {
    asked.add(target);
    if (promises.containsKey(code)) {
      givenTwice.add(code);
    }
    promise(code, target, null);
  }

  private void promise(String code, String target, @Nullable String orTarget) {
    promises
        .computeIfAbsent(code, _ -> new CopyOnWriteArrayList<>())
        .add(new Promise(Instant.now().plus(1, ChronoUnit.MICROS), target, orTarget));
  }

  private void edit(TerseClient client, String code, String target) {
    String other = target + "&edited";
    asked.add(other);
    promise(code, target, other);
    client.edit(code, LinkChange.NONE.target(other), OptionalLong.empty());
    promise(code, other, null);
  }

  private void delete(TerseClient client, String code, String target) {
    promise(code, target, GONE);
    client.delete(code, OptionalLong.empty());
    promise(code, GONE, null);
  }

  /** Every target that was ever asked for. */
  public Set<String> asked() {
    return asked;
  }

  /** The codes that had been acknowledged at {@code moment}. */
  public Set<String> codes(Instant moment) {
    return promises.entrySet().stream()
        .filter(code -> owed(code.getValue(), moment) != null)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** How many codes were acknowledged. */
  public int size() {
    return promises.size();
  }

  /** Codes that two links were given. */
  public Collection<String> givenTwice() {
    return givenTwice;
  }

  /** Follows every code and returns a line for each that does not do what was acknowledged. */
  public Collection<String> broken(TerseProcess server) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return broken(Instant.MAX, code -> follow(http, server, code));
    }
  }

  /**
   * Returns a line for each code that {@code follow} finds to lead elsewhere than was owed at
   * {@code moment} or promised later; it gives a target, or nothing if there is no link.
   */
  public Collection<String> broken(Instant moment, UnaryOperator<String> follow) {
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      promises.forEach((code, all) -> threads.execute(() -> {
        Promise promise = owed(all, moment);
        String found = promise == null ? GONE : follow.apply(code);
        if (promise != null
            && !promise.keptBy(found)
            && all.stream().noneMatch(one -> one.since.isAfter(moment) && one.keptBy(found))) {
          broken.add(code + ": " + promise + ", but found '" + found + "'");
        }
      }));
    }
    return broken;
  }

  /**
   * Forgets what was promised after {@code moment}, by a server whose disk was already dead: from
   * now on what {@code follow} finds is owed.
   */
  public void settle(Instant moment, UnaryOperator<String> follow) {
    for (Map.Entry<String, List<Promise>> code : List.copyOf(promises.entrySet())) {
      List<Promise> all = code.getValue();
      if (all.getLast().since.isAfter(moment)) {
        String found = follow.apply(code.getKey());
        promises.remove(code.getKey());
        if (owed(all, moment) != null || !found.equals(GONE)) {
          promise(code.getKey(), found, null);
        }
      }
    }
  }

  private static @Nullable Promise owed(List<Promise> all, Instant moment) {
    Promise owed = null;
    for (Promise promise : all) {
      owed = promise.since().isAfter(moment) ? owed : promise;
    }
    return owed;
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
