package dev.terse.e2e.nodes;

import dev.terse.e2e.nodes.NodeProcess.Setup;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes on one store, and the thread that torments them: it kills one and starts another in its
 * place, or suspends one and lets it go on, again and again. Used by one thread.
 */
final class Fleet implements AutoCloseable {
  private static final long START_SECONDS = 120;
  private static final int LONGEST_SUSPENSION_MILLIS = 2_000;

  private final Setup setup;
  private final BiConsumer<NodeProcess, Report> listener;
  private final AtomicReferenceArray<NodeProcess> nodes;
  private final AtomicInteger lives = new AtomicInteger();
  private final AtomicInteger kills = new AtomicInteger();
  private final AtomicInteger suspensions = new AtomicInteger();
  private volatile boolean ending;
  private @Nullable Thread tormentor;

  /**
   * Starts the nodes and returns when each has opened the store.
   *
   * @param listener told what each node reports, by one thread a node
   */
  Fleet(Setup setup, BiConsumer<NodeProcess, Report> listener) {
    this.setup = setup;
    this.listener = listener;
    this.nodes = new AtomicReferenceArray<>(setup.nodes());
    for (int slot = 0; slot < setup.nodes(); slot++) {
      nodes.set(slot, start());
    }
    all()
        .forEach(node -> node.ready().orTimeout(START_SECONDS, TimeUnit.SECONDS).join());
  }

  /** The nodes that take commands. */
  List<NodeProcess> ready() {
    return all().stream().filter(NodeProcess::isReady).toList();
  }

  int kills() {
    return kills.get();
  }

  int suspensions() {
    return suspensions.get();
  }

  /** Begins to torment a node about every {@code pause}. */
  void torment(Duration pause, Random random) {
    tormentor = Thread.ofPlatform().start(() -> {
      try {
        while (!ending) {
          Thread.sleep(random.nextLong(pause.toMillis() / 2, 3 * pause.toMillis() / 2));
          int slot = random.nextInt(nodes.length());
          if (random.nextBoolean()) {
            kill(slot);
          } else {
            suspensions.incrementAndGet();
            nodes.get(slot).suspend(random.nextInt(LONGEST_SUSPENSION_MILLIS));
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  /** Returns when so many have been killed. */
  void awaitKills(int enough) throws InterruptedException {
    while (kills.get() < enough) {
      Thread.sleep(20);
    }
  }

  /**
   * Ends all nodes as an operator would, those that still start once they are ready; false if one
   * does not end well. Nobody has the store open then.
   */
  boolean end() throws InterruptedException {
    ending = true;
    if (tormentor != null) {
      tormentor.interrupt();
      tormentor.join();
    }
    for (NodeProcess node : all()) {
      node.ready()
          .handle((_, _) -> node)
          .orTimeout(START_SECONDS, TimeUnit.SECONDS)
          .join();
    }
    return ready().parallelStream().allMatch(NodeProcess::end);
  }

  /** Kills what still runs. */
  @Override
  public void close() {
    ending = true;
    all().forEach(NodeProcess::close);
  }

  private void kill(int slot) {
    NodeProcess victim = nodes.get(slot);
    if (victim.isReady()) {
      victim.kill();
      kills.incrementAndGet();
      nodes.set(slot, start());
    }
  }

  private NodeProcess start() {
    return NodeProcess.start("node-" + lives.incrementAndGet(), setup, listener);
  }

  private List<NodeProcess> all() {
    return IntStream.range(0, nodes.length()).mapToObj(nodes::get).toList();
  }
}
