package dev.terse.core.redirect;

import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** One node on a store in memory, whose clock stands unless the test lets time pass. */
final class TestNode {
  static final Target TARGET = new Target("https://example.com/old");

  final MemoryStore store = new MemoryStore();
  final RedirectCache cache;

  /** For reads that wait until {@link #runAll()}. */
  final Queue<Runnable> waiting = new ArrayDeque<>();

  private final AtomicLong nanos = new AtomicLong();

  TestNode(Freshness freshness) {
    cache = new RedirectCache(1 << 20, freshness, nanos::get);
  }

  Redirector redirector(Executor loaders, Duration patience) {
    return new Redirector(
        store.links(),
        cache,
        RedirectStatus.FOUND,
        loaders,
        new Redirector.Waits(patience, nanos::get));
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  void runAll() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }

  /** Stores a link to {@link #TARGET}. */
  void create(LinkKey key) {
    Link link = new Link(
        LinkId.create(Instant.EPOCH, new Random(1)),
        key,
        TARGET,
        LinkDetails.NONE,
        History.begin(Instant.EPOCH, null));
    store.links().create(link, Reuse.NEVER);
  }
}
