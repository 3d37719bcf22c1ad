package dev.terse.store.rocksdb;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.store.LinkStore;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.index.SearchIndex;
import dev.terse.store.rocksdb.table.LinkPages;
import dev.terse.store.rocksdb.table.LinkScan;
import dev.terse.store.rocksdb.table.LinkTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Links by key. */
final class RocksLinks implements LinkStore {
  private final Database database;
  private final Committer committer;
  private final SearchIndex index;

  RocksLinks(Database database, Committer committer, SearchIndex index) {
    this.database = database;
    this.committer = committer;
    this.index = index;
  }

  @Override
  public @Nullable Link find(LinkKey linkKey) {
    return read("links.find", linkKey, database::get);
  }

  @Override
  public @Nullable Link peek(LinkKey linkKey) {
    return read("links.peek", linkKey, database::peek);
  }

  /** Brings the value of a key. */
  @FunctionalInterface
  private interface Lookup {
    byte @Nullable [] of(Column column, byte[] key) throws RocksDBException;
  }

  private @Nullable Link read(String operation, LinkKey linkKey, Lookup lookup) {
    byte[] key = linkKey.bytes();
    return database.<@Nullable Link>read(operation, () -> {
      byte[] record = lookup.of(Column.LINKS, key);
      return record == null ? null : LinkRecord.decode(linkKey, key, record).link();
    });
  }

  @Override
  public @Nullable Link findByTarget(Domain domain, Target target) {
    return database.<@Nullable Link>look(
        "links.findByTarget", snapshot -> LinkTable.findByTarget(snapshot, domain, target));
  }

  @Override
  public Creation create(Link link, Reuse reuse) {
    String operation = "links.create";
    LinkRecord record = LinkRecord.of(link);
    return database.read(
        operation, () -> committer.commit(operation, batch -> create(batch, record, reuse)));
  }

  @Override
  public List<Link> createAll(List<Link> links) {
    String operation = "links.create";
    List<LinkRecord> records = links.stream().map(LinkRecord::of).toList();
    return database.read(
        operation, () -> committer.commit(operation, batch -> createAll(batch, records)));
  }

  @Override
  public Change replace(Link link) {
    String operation = "links.replace";
    return database.read(
        operation, () -> committer.commit(operation, batch -> replace(batch, link)));
  }

  @Override
  public Change delete(LinkKey key, OptionalLong version) {
    String operation = "links.delete";
    return database.read(
        operation, () -> committer.commit(operation, batch -> delete(batch, key, version)));
  }

  @Override
  public boolean bury(LinkKey key) {
    String operation = "links.bury";
    return database.read(
        operation, () -> committer.commit(operation, batch -> LinkTable.bury(batch, key)));
  }

  @Override
  public @Nullable LinkId holder(LinkKey key) {
    return database.<@Nullable LinkId>look(
        "links.holder", snapshot -> LinkTable.holder(snapshot, key));
  }

  @Override
  public Scan scan(String cursor, int limit) {
    LinkScan scan = LinkScan.from(cursor, limit);
    return database.look("links.scan", scan::read);
  }

  @Override
  public Page list(Query query) {
    String operation = "links.list";
    return query.text().isBlank()
        ? database.look(operation, snapshot -> LinkPages.read(snapshot, query))
        : database.read(operation, () -> index.search(query));
  }

  private static Creation create(Batch batch, LinkRecord record, Reuse reuse)
      throws RocksDBException {
    Link link = record.link();
    if (reuse == Reuse.EXISTING) {
      Link existing = LinkTable.findByTarget(batch, link.key().domain(), link.target());
      if (existing != null) {
        return new Creation.Reused(existing);
      }
    }
    if (!LinkTable.isFree(batch, link.key())) {
      return new Creation.Taken();
    }
    LinkTable.put(batch, record);
    return new Creation.Created(link);
  }

  private static List<Link> createAll(Batch batch, List<LinkRecord> records)
      throws RocksDBException {
    Map<LinkKey, LinkRecord> free = new LinkedHashMap<>();
    List<Link> taken = new ArrayList<>();
    for (LinkRecord record : records) {
      Link link = record.link();
      if (!LinkTable.isFree(batch, link.key()) || free.putIfAbsent(link.key(), record) != null) {
        taken.add(link);
      }
    }
    free.values().forEach(record -> LinkTable.put(batch, record));
    return taken;
  }

  private static Change replace(Batch batch, Link link) throws RocksDBException {
    LinkRecord stored = LinkTable.find(batch, link.key());
    if (stored == null || !stored.link().id().equals(link.id())) {
      return new Change.Missing();
    }
    if (stored.link().history().version() != link.history().version() - 1) {
      return new Change.Stale(stored.link());
    }
    LinkTable.replace(batch, stored, link);
    return new Change.Done(link);
  }

  private static Change delete(Batch batch, LinkKey key, OptionalLong version)
      throws RocksDBException {
    LinkRecord stored = LinkTable.find(batch, key);
    if (stored == null) {
      return new Change.Missing();
    }
    Link link = stored.link();
    if (version.isPresent() && version.getAsLong() != link.history().version()) {
      return new Change.Stale(link);
    }
    LinkTable.delete(batch, link);
    return new Change.Done(link);
  }
}
