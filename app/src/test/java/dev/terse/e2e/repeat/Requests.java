package dev.terse.e2e.repeat;

import dev.terse.client.ApiException;
import dev.terse.client.Link;
import dev.terse.client.LinkPage;
import dev.terse.client.NewLink;
import dev.terse.client.TerseClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Requests, each for a target and with a key of its own, and what they were answered. */
final class Requests {
  private static final int REPEATERS = 8;

  private final Map<String, String> unanswered = new ConcurrentHashMap<>();
  private final Map<String, Request> answered = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  private record Request(String key, String code) {}

  /** Sends requests one after another until one is not answered. */
  void send(TerseClient client, String name) {
    for (int i = 0; ; i++) {
      String target = "https://example.com/" + name + "/" + i;
      unanswered.put(target, UUID.randomUUID().toString());
      try {
        repeat(client, target);
      } catch (ApiException.Unreachable _) {
        return;
      } catch (ApiException e) {
        faults.add(target + ": " + e);
        return;
      }
    }
  }

  /** Sends each request that was not answered again, at once with others and twice. */
  void repeat(TerseClient client) {
    try (ExecutorService threads = Executors.newFixedThreadPool(REPEATERS)) {
      for (String target : unanswered.keySet()) {
        threads.execute(() -> repeat(client, target));
        threads.execute(() -> repeat(client, target));
      }
    }
  }

  private void repeat(TerseClient client, String target) {
    Request before = answered.get(target);
    String key = before == null ? unanswered.get(target) : before.key();
    if (key == null) {
      throw new IllegalStateException("answered between two looks: " + target);
    }
    Link link = client.shorten(NewLink.to(target), key);
    Request first = answered.putIfAbsent(target, new Request(key, link.code()));
    if (first != null && !first.code().equals(link.code())) {
      faults.add(target + " was answered with " + first.code() + " and " + link.code());
    }
  }

  /** Forgets which were not answered: all have been since. */
  void settle() {
    unanswered.keySet().removeAll(answered.keySet());
  }

  /** What is wrong: answers that differ, and targets that have other than one link. */
  Collection<String> faults(TerseClient client) {
    Map<String, Integer> links = new HashMap<>();
    @Nullable String cursor = null;
    do {
      LinkPage page = client.list(new LinkPage.Query(null, cursor, 500));
      page.links().forEach(link -> links.merge(link.target(), 1, Integer::sum));
      cursor = page.next();
    } while (cursor != null);
    links.forEach((target, count) -> {
      if (count != 1) {
        faults.add(target + " has " + count + " links");
      }
    });
    answered.keySet().stream()
        .filter(target -> !links.containsKey(target))
        .forEach(target -> faults.add(target + " was answered and has no link"));
    unanswered.keySet().forEach(target -> faults.add(target + " was never answered"));
    return faults;
  }

  int answered() {
    return answered.size();
  }

  int unanswered() {
    return unanswered.size();
  }
}
