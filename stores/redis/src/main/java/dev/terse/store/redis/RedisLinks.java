package dev.terse.store.redis;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.redis.table.LinkPages;
import dev.terse.store.redis.table.LinkScan;
import dev.terse.store.redis.table.LinkTable;
import dev.terse.store.redis.table.Publication;
import dev.terse.store.redis.wire.RedisWire;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Links by key. */
final class RedisLinks implements LinkStore {
  /** Each list asks every bucket, and all calls share one connection's bounded queue. */
  private static final int MAX_LISTS = 16;

  /** How long a list waits until it is one of them. */
  private static final Duration TURN = Duration.ofSeconds(2);

  private final RedisWire wire;
  private final LinkTable table;
  private final Semaphore lists = new Semaphore(MAX_LISTS);

  RedisLinks(RedisWire wire, Publication publication) {
    this.wire = wire;
    this.table = new LinkTable(wire, publication);
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    return wire.<@Nullable Link>call("links.find", () -> table.find(key));
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return wire.<@Nullable Link>call(
        "links.findByTarget", () -> table.findByTarget(domain, target));
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    return wire.call("links.create", () -> table.create(link, reuse));
  }

  @Override
  public Change replace(Link link) {
    return wire.call("links.replace", () -> table.replace(link));
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return wire.call("links.delete", () -> table.delete(key, version));
  }

  @Override
  public Page list(Query query) {
    if (!query.text().isBlank()) {
      throw new IllegalArgumentException("Redis does not search text");
    }
    String operation = "links.list";
    return wire.call(operation, () -> {
      awaitTurn(operation);
      try {
        return LinkPages.read(wire, query);
      } finally {
        lists.release();
      }
    });
  }

  private void awaitTurn(String operation) {
    try {
      if (lists.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException(
        Reason.UNAVAILABLE, operation, MAX_LISTS + " other lists are read at once");
  }

  @Override
  public boolean bury(LinkKey key) {
    return wire.call("links.bury", () -> table.bury(key));
  }

  @Override
  public @Nullable LinkId holder(LinkKey key) {
    return wire.<@Nullable LinkId>call("links.holder", () -> table.holder(key));
  }

  @Override
  public Scan scan(String cursor, int limit) {
    return wire.call("links.scan", () -> LinkScan.read(wire, cursor, limit));
  }
}
