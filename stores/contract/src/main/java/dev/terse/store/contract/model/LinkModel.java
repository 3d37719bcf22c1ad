package dev.terse.store.contract.model;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The link port written down as plainly as Java allows: two collections and no cleverness. What a
 * store answers must equal what this answers. For one thread at a time.
 */
public class LinkModel implements LinkStore {
  private static final String AFTER = "after ";

  private final Map<LinkKey, Link> links = new HashMap<>();
  private final Set<LinkKey> used = new HashSet<>();
  private final Map<LinkKey, LinkId> holders = new HashMap<>();

  /** An empty model. */
  public LinkModel() {}

  @Override
  public @Nullable Link find(LinkKey key) {
    return links.get(key);
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return newestFirst(domain)
        .filter(link -> link.target().equals(target))
        .reduce((_, older) -> older)
        .orElse(null);
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    Link existing = findByTarget(link.key().domain(), link.target());
    if (reuse == Reuse.EXISTING && existing != null) {
      return new Creation.Reused(existing);
    }
    if (!used.add(link.key())) {
      return new Creation.Taken();
    }
    links.put(link.key(), link);
    holders.put(link.key(), link.id());
    return new Creation.Created(link);
  }

  @Override
  public Change replace(Link link) {
    Link current = links.get(link.key());
    if (current == null) {
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
    Link current = links.get(key);
    if (current == null) {
      return new Change.Missing();
    }
    if (version.isPresent() && version.getAsLong() != current.history().version()) {
      return new Change.Stale(current);
    }
    links.remove(key);
    return new Change.Done(current);
  }

  @Override
  public Page list(Query query) {
    List<Link> all = newestFirst(query.domain())
        .filter(link -> query.before() == null || link.id().compareTo(query.before()) < 0)
        .filter(link -> matches(link, query.text()))
        .toList();
    if (all.size() <= query.limit()) {
      return new Page(all, null);
    }
    List<Link> page = all.subList(0, query.limit());
    return new Page(page, page.getLast().id());
  }

  @Override
  public boolean bury(LinkKey key) {
    return used.add(key);
  }

  @Override
  public @Nullable LinkId holder(LinkKey key) {
    return holders.get(key);
  }

  @Override
  public Scan scan(String cursor, int limit) {
    if (!cursor.isEmpty() && !cursor.startsWith(AFTER)) {
      throw new IllegalArgumentException("no scan's cursor: " + cursor);
    }
    List<String> rest = used.stream()
        .map(key -> AFTER + key)
        .filter(key -> key.compareTo(cursor) > 0)
        .sorted()
        .toList();
    List<String> page = rest.subList(0, Math.min(limit, rest.size()));
    List<Entry> entries =
        used.stream().filter(key -> page.contains(AFTER + key)).map(this::entry).toList();
    return new Scan(entries, page.size() == rest.size() ? "" : page.getLast());
  }

  private Entry entry(LinkKey key) {
    Link link = links.get(key);
    return link == null ? new Entry.Tombstone(key) : new Entry.Present(link);
  }

  /** The keys that were ever used, those of deleted links included. */
  public Set<LinkKey> used() {
    return Set.copyOf(used);
  }

  private Stream<Link> newestFirst(Domain domain) {
    return links.values().stream()
        .filter(link -> link.key().domain().equals(domain))
        .sorted(Comparator.comparing(Link::id).reversed());
  }

  private static boolean matches(Link link, String text) {
    return Stream.of(text.strip().split("\\s+"))
        .allMatch(word -> Stream.of(
                link.code().value(), link.target().value(), link.details().title())
            .filter(Objects::nonNull)
            .anyMatch(field -> fold(field).contains(fold(word))));
  }

  private static String fold(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
