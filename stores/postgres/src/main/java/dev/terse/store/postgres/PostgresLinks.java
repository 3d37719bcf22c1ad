package dev.terse.store.postgres;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.StoreException;
import dev.terse.store.postgres.change.Changes;
import dev.terse.store.postgres.connect.Database;
import dev.terse.store.postgres.connect.Work;
import dev.terse.store.postgres.create.Creator;
import dev.terse.store.postgres.link.LinkPages;
import dev.terse.store.postgres.link.LinkScan;
import dev.terse.store.postgres.link.LinkTable;
import dev.terse.store.postgres.link.Texts;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Links by key. */
final class PostgresLinks implements LinkStore {
  private final Database database;
  private final Creator creator;
  private final Changes changes;
  private final boolean isIndexed;

  /** Links whose searching has an index or not. */
  PostgresLinks(Database database, Creator creator, Changes changes, boolean isIndexed) {
    this.database = database;
    this.creator = creator;
    this.changes = changes;
    this.isIndexed = isIndexed;
  }

  @Override
  public @Nullable Link find(LinkKey key) {
    return database.<@Nullable Link>read(
        "links.find", connection -> LinkTable.find(connection, key));
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return database.<@Nullable Link>read(
        "links.findByTarget", connection -> LinkTable.findByTarget(connection, domain, target));
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    Texts.require(link.key().domain().host(), link.history().creator());
    return database.call("links.create", () -> creator.create(link, reuse));
  }

  @Override
  public List<Link> createAll(List<Link> links) {
    links.forEach(
        link -> Texts.require(link.key().domain().host(), link.history().creator()));
    return database.call("links.create", () -> creator.createAll(links));
  }

  @Override
  public Change replace(Link link) {
    Texts.require(link.history().creator());
    return change("links.replace", link.key(), connection -> {
      Link stored = LinkTable.findAndLock(connection, link.key());
      if (stored == null || !stored.id().equals(link.id())) {
        return new Change.Missing();
      }
      if (stored.history().version() != link.history().version() - 1) {
        return new Change.Stale(stored);
      }
      LinkTable.replace(connection, link);
      changes.announce(connection, List.of(link.key()));
      return new Change.Done(link);
    });
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    return change("links.delete", key, connection -> {
      Link stored = LinkTable.findAndLock(connection, key);
      if (stored == null) {
        return new Change.Missing();
      }
      if (version.isPresent() && version.getAsLong() != stored.history().version()) {
        return new Change.Stale(stored);
      }
      LinkTable.entomb(connection, key);
      changes.announce(connection, List.of(key));
      return new Change.Done(stored);
    });
  }

  @Override
  public Page list(Query query) {
    return database.read(
        "links.list",
        connection -> query.text().isBlank()
            ? LinkPages.list(connection, query)
            : LinkPages.search(connection, query, isIndexed));
  }

  @Override
  public boolean bury(LinkKey key) {
    return database.write("links.bury", connection -> LinkTable.bury(connection, key));
  }

  @Override
  public @Nullable LinkId holder(LinkKey key) {
    return database.<@Nullable LinkId>read(
        "links.holder", connection -> LinkTable.holder(connection, key));
  }

  @Override
  public Scan scan(String cursor, int limit) {
    LinkScan scan = LinkScan.from(cursor, limit);
    return database.read("links.scan", scan::read);
  }

  /** Tells the listeners unless nothing has changed for certain: a failure leaves that open. */
  private Change change(String operation, LinkKey key, Work<Change> work) {
    Change change;
    try {
      change = database.write(operation, work);
    } catch (StoreException e) {
      changes.tell(key);
      throw e;
    }
    if (change instanceof Change.Done) {
      changes.tell(key);
    }
    return change;
  }
}
