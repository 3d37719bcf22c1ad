package dev.terse.core.store;

import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Links in memory; a key that was used maps to null once its link is deleted. */
public final class MemoryLinks implements LinkStore {
  private final NavigableMap<LinkKey, @Nullable Link> links =
      new TreeMap<>(Comparator.comparing(LinkKey::bytes, Arrays::compareUnsigned));
  private final Map<LinkKey, LinkId> holders = new HashMap<>();
  private final MemoryStore store;
  private volatile Runnable afterRead = () -> {};
  private int finds;

  MemoryLinks(MemoryStore store) {
    this.store = store;
  }

  /** Has {@code action} run by each {@link #find} between reading and returning. */
  public void afterRead(Runnable action) {
    afterRead = action;
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    Link link = read(key);
    afterRead.run();
    return link;
  }

  /** Finds without what {@link #afterRead} set. */
  public synchronized @Nullable Link read(LinkKey key) {
    finds++;
    store.check();
    return links.get(key);
  }

  /** The link at {@code key}, which must exist. */
  public Link get(LinkKey key) {
    return Objects.requireNonNull(read(key));
  }

  @Override
  public synchronized @Nullable Link findByTarget(Domain domain, Target target) {
    store.check();
    return links.values().stream()
        .filter(Objects::nonNull)
        .filter(link -> link.key().domain().equals(domain) && link.target().equals(target))
        .min(Comparator.comparing(Link::id))
        .orElse(null);
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    Creation creation = put(link, reuse);
    if (creation instanceof Creation.Created) {
      store.changed(link.key());
    }
    return creation;
  }

  private synchronized Creation put(Link link, Reuse reuse) {
    store.check();
    Link existing =
        reuse == Reuse.EXISTING ? findByTarget(link.key().domain(), link.target()) : null;
    if (existing != null) {
      return new Creation.Reused(existing);
    }
    if (links.containsKey(link.key())) {
      return new Creation.Taken();
    }
    links.put(link.key(), link);
    holders.put(link.key(), link.id());
    return new Creation.Created(link);
  }

  @Override
  public Change replace(Link link) {
    Change change = put(link);
    if (change instanceof Change.Done) {
      store.changed(link.key());
    }
    return change;
  }

  private synchronized Change put(Link link) {
    Link current = read(link.key());
    if (current == null || !current.id().equals(link.id())) {
      return new Change.Missing();
    }
    if (current.history().version() != link.history().version() - 1) {
      return new Change.Stale(current);
    }
    links.put(link.key(), link);
    return new Change.Done(link);
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    Change change = bury(key, version);
    if (change instanceof Change.Done) {
      store.changed(key);
    }
    return change;
  }

  private synchronized Change bury(LinkKey key, OptionalLong version) {
    Link current = read(key);
    if (current == null) {
      return new Change.Missing();
    }
    if (version.isPresent() && version.getAsLong() != current.history().version()) {
      return new Change.Stale(current);
    }
    links.put(key, null);
    return new Change.Done(current);
  }

  @Override
  public synchronized boolean bury(LinkKey key) {
    store.check();
    boolean free = !links.containsKey(key);
    if (free) {
      links.put(key, null);
    }
    return free;
  }

  @Override
  public synchronized @Nullable LinkId holder(LinkKey key) {
    store.check();
    return holders.get(key);
  }

  @Override
  public synchronized Scan scan(String cursor, int limit) {
    store.check();
    List<Entry> entries = new ArrayList<>();
    String last = "";
    for (Map.Entry<LinkKey, @Nullable Link> used :
        links.tailMap(after(cursor), false).entrySet()) {
      if (entries.size() == limit) {
        return new Scan(entries, last);
      }
      Link link = used.getValue();
      entries.add(link == null ? new Entry.Tombstone(used.getKey()) : new Entry.Present(link));
      last = HexFormat.of().formatHex(used.getKey().bytes());
    }
    return new Scan(entries, "");
  }

  private static LinkKey after(String cursor) {
    return cursor.isEmpty()
        ? LinkKey.of(new Code("-"))
        : LinkKey.of(HexFormat.of().parseHex(cursor));
  }

  @Override
  public Page list(Query query) {
    throw new UnsupportedOperationException("no test of core lists links");
  }

  /** How often {@link #find} was called. */
  public synchronized int finds() {
    return finds;
  }
}
