package dev.terse.e2e.nodes;

import dev.terse.core.link.Code;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** What the nodes of a fleet drew and stored, and the judgement on it. Safe for many threads. */
final class Draws {
  private static final int READERS = 32;

  /** A fleet that draws nothing for so long is stuck. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Set<String> drawn = ConcurrentHashMap.newKeySet();
  private final Map<String, String> stored = new ConcurrentHashMap<>();
  private final Queue<String> duplicates = new ConcurrentLinkedQueue<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final ReentrantLock order = new ReentrantLock();
  private final Set<NodeProcess> drawing = new HashSet<>();
  private boolean begun;
  private boolean ended;

  /** A node begins to draw once it is ready, but not before {@link #begin(Collection)}. */
  void hear(NodeProcess node, Report report) {
    switch (report.kind()) {
      case READY -> beginLater(node);
      case DREW ->
        report.words().stream().filter(code -> !drawn.add(code)).forEach(duplicates::add);
      case STORED -> stored.put(report.word(0), report.word(1) + " " + report.word(2));
      case TAKEN -> faults.add("taken: " + report.word(0));
      case FAILED -> failures.incrementAndGet();
      case WON, LOST, DONE -> {}
    }
  }

  /** Has {@code nodes} draw from now on, all at once, and each that becomes ready later. */
  void begin(Collection<NodeProcess> nodes) {
    order.lock();
    try {
      begun = true;
      nodes.forEach(this::beginNow);
    } finally {
      order.unlock();
    }
  }

  /** Returns when {@code codes} are drawn, or no more come. */
  void await(int codes) throws InterruptedException {
    int before = 0;
    long since = System.nanoTime();
    while (drawn.size() < codes) {
      if (drawn.size() > before) {
        before = drawn.size();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > LONGEST_PAUSE.toNanos()) {
        faults.add("nothing was drawn for " + LONGEST_PAUSE + " after " + before + " codes");
        return;
      }
      Thread.sleep(20);
    }
  }

  /** Has {@code node} draw no more; nodes that become ready later do not begin. */
  void end(NodeProcess node) {
    order.lock();
    try {
      ended = true;
      node.tell("rest");
    } finally {
      order.unlock();
    }
  }

  /** Reads back every link. */
  void judge(Store store) {
    try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
      stored.forEach((code, acknowledged) -> readers.execute(() -> {
        String found = find(store, code);
        if (!acknowledged.equals(found)) {
          faults.add(code + ": acknowledged " + acknowledged + ", found " + found);
        }
      }));
    }
  }

  int drawn() {
    return drawn.size();
  }

  /** How many links were acknowledged. */
  int stored() {
    return stored.size();
  }

  /** Codes that were drawn twice. */
  Collection<String> duplicates() {
    return duplicates;
  }

  /** Links that are not as they were acknowledged, drawn codes that were in use. */
  Collection<String> faults() {
    return faults;
  }

  /** Calls that the store failed, which is allowed; those of contests count as well. */
  int failures() {
    return failures.get();
  }

  @Override
  public String toString() {
    return drawn() + " codes drawn, " + duplicates.size() + " twice, " + stored()
        + " links acknowledged, " + faults.size() + " wrong, " + failures + " calls failed";
  }

  private void beginLater(NodeProcess node) {
    order.lock();
    try {
      if (begun && !ended) {
        beginNow(node);
      }
    } finally {
      order.unlock();
    }
  }

  private void beginNow(NodeProcess node) {
    if (drawing.add(node)) {
      node.tell("draw");
    }
  }

  private static String find(Store store, String code) {
    try {
      Link link = Trial.patiently(() -> store.links().find(LinkKey.of(new Code(code))));
      return link == null ? "nothing" : link.target() + " " + link.id();
    } catch (StoreException e) {
      return e.toString();
    }
  }
}
