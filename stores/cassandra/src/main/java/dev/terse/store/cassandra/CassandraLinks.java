package dev.terse.store.cassandra;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.store.LinkStore;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.session.Gate;
import dev.terse.store.cassandra.table.LinkRows;
import dev.terse.store.cassandra.table.LinkScan;
import dev.terse.store.cassandra.table.StoredLink;
import dev.terse.store.cassandra.table.TargetIndex;
import dev.terse.store.cassandra.table.TimeIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Links: the truth is in the rows; the two indices lead to them, and are written before them. */
final class CassandraLinks implements LinkStore {
  /** Others may have changed what a deletion read, so often, before it gives up. */
  private static final int MAX_TRIES = 100;

  private static final int REINDEX_PAGE = 200;

  private final List<Consumer<LinkKey>> listeners = new CopyOnWriteArrayList<>();
  private final Gate gate;
  private final Cluster cluster;
  private final LinkRows rows;
  private final TimeIndex times;
  private final TargetIndex targets;
  private final LinkScan scan;
  private final LinkCreation creation;

  CassandraLinks(Gate gate, Cluster cluster, Supplier<UUID> names) {
    this.gate = gate;
    this.cluster = cluster;
    this.rows = new LinkRows(cluster, names);
    this.times = new TimeIndex(cluster, rows);
    this.targets = new TargetIndex(cluster, rows);
    this.scan = new LinkScan(cluster);
    this.creation = new LinkCreation(cluster, rows, times, targets, names);
  }

  void onChange(Consumer<LinkKey> listener) {
    listeners.add(listener);
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    String operation = "links.find";
    return gate.<@Nullable Link>pass(operation, () -> {
      StoredLink row = rows.find(operation, key);
      return row == null ? null : row.link();
    });
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    String operation = "links.findByTarget";
    return gate.<@Nullable Link>pass(operation, () -> targets.oldest(operation, domain, target));
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    String operation = "links.create";
    return gate.pass(
        operation,
        () -> changing(link.key(), () -> switch (reuse) {
          case NEVER -> creation.create(operation, link);
          case EXISTING -> creation.createOrReuse(operation, link);
        }));
  }

  @Override
  public Change replace(Link link) {
    String operation = "links.replace";
    return gate.pass(operation, () -> {
      StoredLink old = rows.find(operation, link.key());
      LinkRecord content = old == null ? null : old.content();
      if (old == null || content == null) {
        return new Change.Missing();
      }
      if (!old.isOf(link.id()) || old.version() != link.history().version() - 1) {
        return new Change.Stale(content.link());
      }
      return changing(link.key(), () -> replace(operation, old, content, link));
    });
  }

  private Change replace(String operation, StoredLink old, LinkRecord content, Link link) {
    boolean moves = !content.link().target().equals(link.target());
    if (moves) {
      cluster.all(operation, List.of(targets.put(link)));
    }
    if (!rows.replace(operation, old, content.with(link))) {
      Link now = current(operation, link.key());
      return now == null ? new Change.Missing() : new Change.Stale(now);
    }
    if (moves) {
      cluster.attempt(operation, List.of(targets.leave(content.link())));
    }
    return new Change.Done(link);
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    String operation = "links.delete";
    return gate.pass(
        operation,
        () -> changing(key, () -> {
          for (int tries = 0; tries < MAX_TRIES; tries++) {
            StoredLink old = rows.find(operation, key);
            Link link = old == null ? null : old.link();
            if (old == null || link == null) {
              return new Change.Missing();
            }
            if (version.isPresent() && version.getAsLong() != old.version()) {
              return new Change.Stale(link);
            }
            if (rows.delete(operation, old)) {
              cluster.attempt(operation, List.of(times.remove(link), targets.remove(link)));
              return new Change.Done(link);
            }
          }
          throw LinkCreation.contended(operation);
        }));
  }

  private @Nullable Link current(String operation, LinkKey key) {
    StoredLink row = rows.find(operation, key);
    return row == null ? null : row.link();
  }

  @Override
  public Page list(Query query) {
    String operation = "links.list";
    if (!query.text().isBlank()) {
      throw new IllegalArgumentException("this store does not search text");
    }
    return gate.pass(operation, () -> times.list(operation, query));
  }

  @Override
  public boolean bury(LinkKey key) {
    String operation = "links.bury";
    return gate.pass(operation, () -> changing(key, () -> rows.bury(operation, key)));
  }

  @Override
  public @Nullable LinkId holder(LinkKey key) {
    String operation = "links.holder";
    return gate.<@Nullable LinkId>pass(operation, () -> {
      StoredLink row = rows.find(operation, key);
      return row == null ? null : row.holder();
    });
  }

  @Override
  public Scan scan(String cursor, int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + MAX_PAGE);
    }
    String operation = "links.scan";
    return gate.pass(operation, () -> scan.scan(operation, cursor, limit));
  }

  /** Writes the rows of both indices for every link again. */
  long reindex(LongConsumer progress) {
    String operation = "store.reindex";
    long done = 0;
    String cursor = "";
    do {
      String from = cursor;
      Scan page = gate.pass(operation, () -> {
        Scan some = scan.scan(operation, from, REINDEX_PAGE);
        creation.index(operation, links(some));
        return some;
      });
      done += links(page).size();
      progress.accept(done);
      cursor = page.next();
    } while (!cursor.isEmpty());
    return done;
  }

  private static List<Link> links(Scan page) {
    List<Link> links = new ArrayList<>();
    for (Entry entry : page.entries()) {
      if (entry instanceof Entry.Present(Link link)) {
        links.add(link);
      }
    }
    return links;
  }

  /** Tells the listeners after {@code change}, also if nobody knows whether it came about. */
  private <T> T changing(LinkKey key, Supplier<T> change) {
    try {
      return change.get();
    } finally {
      listeners.forEach(listener -> listener.accept(key));
    }
  }
}
