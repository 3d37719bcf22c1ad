package dev.terse.e2e.nodes;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Contests for chosen codes among the nodes of a fleet, and the judgement on them: at most one node
 * says that it won, it is the one whose link the store holds, and nobody who says that it lost is.
 * A winner that was killed before it could say so counts by the store.
 */
final class Contests {
  /** So many at once, so that the nodes' claims meet. */
  private static final int ROUND = 50;

  private static final int READERS = 32;
  private static final Duration ROUND_LIMIT = Duration.ofSeconds(60);

  private final Map<Integer, Set<String>> won = new ConcurrentHashMap<>();
  private final Map<Integer, Set<String>> lost = new ConcurrentHashMap<>();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> winners = new ConcurrentHashMap<>();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger decided = new AtomicInteger();
  private final AtomicInteger bySilence = new AtomicInteger();

  /** The code of that contest. */
  static Code code(int contest) {
    return new Code("contest-" + contest);
  }

  /** The path of the target with which {@code node} takes part. */
  static String claim(int contest, String node) {
    return "contest/" + contest + "/" + node;
  }

  /** Holds {@code contests} contests, each among all nodes that are there. */
  void hold(Fleet fleet, int contests) throws InterruptedException {
    for (int first = 0; first < contests; first += ROUND) {
      round(fleet, first, Math.min(ROUND, contests - first));
      ended.set(Math.min(first + ROUND, contests));
    }
  }

  /** How many are over. */
  int ended() {
    return ended.get();
  }

  /** Reads from the store who won. */
  void judge(Store store, int contests) {
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      for (int i = 0; i < contests; i++) {
        int contest = i;
        readers.execute(() -> judge(contest, store));
      }
    }
  }

  /** Contests with exactly one winner. */
  int decided() {
    return decided.get();
  }

  /** Contests with no winner or several. */
  Collection<String> faults() {
    return faults;
  }

  /** How many nodes won at least once, a restarted one counted anew. */
  int winners() {
    return winners.size();
  }

  @Override
  public String toString() {
    return decided + " contests with one winner (" + bySilence + " of them killed, or failed by the"
        + " store, before they could say so), " + faults.size() + " wrong, " + winners()
        + " nodes won";
  }

  private void round(Fleet fleet, int first, int count) throws InterruptedException {
    List<NodeProcess> nodes = new ArrayList<>(fleet.ready());
    // The node that is told first often wins all of a round: each in its turn.
    Collections.rotate(nodes, first / ROUND);
    nodes.forEach(node -> node.tell("claim " + first + " " + count));
    long limit = System.nanoTime() + ROUND_LIMIT.toNanos();
    for (NodeProcess node : nodes) {
      while (!done.contains(node.name() + " " + first) && !node.isGone()) {
        if (System.nanoTime() > limit) {
          faults.add(node.name() + " does not end the round of " + first);
          return;
        }
        Thread.sleep(1);
      }
    }
  }

  void hear(NodeProcess node, Report report) {
    switch (report.kind()) {
      case WON -> note(won, node, report);
      case LOST -> note(lost, node, report);
      case DONE -> done.add(node.name() + " " + report.word(0));
      case READY, DREW, STORED, TAKEN, FAILED -> {}
    }
  }

  private static void note(Map<Integer, Set<String>> by, NodeProcess node, Report report) {
    by.computeIfAbsent(Integer.valueOf(report.word(0)), _ -> ConcurrentHashMap.newKeySet())
        .add(node.name());
  }

  private void judge(int contest, Store store) {
    Set<String> saidWon = won.getOrDefault(contest, Set.of());
    Set<String> saidLost = lost.getOrDefault(contest, Set.of());
    String holder;
    try {
      Link held = Trial.patiently(() -> store.links().find(LinkKey.of(code(contest))));
      String path = held == null ? "" : held.target().value();
      holder = path.substring(path.lastIndexOf('/') + 1);
    } catch (StoreException e) {
      faults.add("contest " + contest + ": " + e);
      return;
    }
    if (holder.isEmpty()
        || saidLost.contains(holder)
        || !(saidWon.isEmpty() || saidWon.equals(Set.of(holder)))) {
      faults.add("contest " + contest + ": held by '" + holder + "', won by " + saidWon
          + ", lost by " + saidLost);
      return;
    }
    decided.incrementAndGet();
    winners.merge(holder, 1, Integer::sum);
    if (saidWon.isEmpty()) {
      bySilence.incrementAndGet();
    }
  }
}
