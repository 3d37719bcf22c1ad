package dev.terse.store.rocksdb.table;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import dev.terse.store.rocksdb.commit.Batch;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.View;
import dev.terse.store.rocksdb.record.Keys;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Links with the column families that follow from them: by age, by target, and the tombstones.
 * Every change of a link goes through here, so that they never disagree.
 */
public final class LinkTable {
  /** Of a tombstone that no link of this store left. */
  private static final LinkId NOBODY = new LinkId(new UUID(0, 0));

  private LinkTable() {}

  /** The record at {@code linkKey}, or null. */
  public static @Nullable LinkRecord find(View view, LinkKey linkKey) throws RocksDBException {
    byte[] key = linkKey.bytes();
    byte[] record = view.get(Column.LINKS, key);
    return record == null ? null : LinkRecord.decode(linkKey, key, record);
  }

  /** The record of the link that is stored as {@code record} under {@code key}. */
  public static LinkRecord decode(byte[] key, byte[] record) {
    return LinkRecord.decode(LinkKey.of(key), key, record);
  }

  /** The oldest link that leads to exactly {@code target}; others may share its digest. */
  public static @Nullable Link findByTarget(View view, Domain domain, Target target)
      throws RocksDBException {
    AtomicReference<@Nullable Link> oldest = new AtomicReference<>();
    view.scan(Column.TARGETS, Keys.target(domain, target), (key, code) -> {
      Link link = get(view, Keys.link(domain, code));
      boolean leadsThere = link.target().equals(target);
      if (leadsThere) {
        oldest.set(link);
      }
      return !leadsThere;
    });
    return oldest.get();
  }

  /** The link of {@code domain} whose id is {@code id}, or null. */
  public static @Nullable Link find(View view, Domain domain, LinkId id) throws RocksDBException {
    byte[] code = view.get(Column.AGES, Keys.age(domain, id));
    return code == null ? null : get(view, Keys.link(domain, code));
  }

  /** The id of the link that is or was at {@code linkKey}, or null. */
  public static @Nullable LinkId holder(View view, LinkKey linkKey) throws RocksDBException {
    LinkRecord record = find(view, linkKey);
    if (record != null) {
      return record.link().id();
    }
    byte[] key = linkKey.bytes();
    byte[] tombstone = view.get(Column.TOMBSTONES, key);
    LinkId buried = tombstone == null ? NOBODY : LinkRecord.buried(linkKey, key, tombstone);
    return buried.equals(NOBODY) ? null : buried;
  }

  /** Whether {@code key} has never been used, whatever is left of its record. */
  public static boolean isFree(View view, LinkKey key) throws RocksDBException {
    byte[] bytes = key.bytes();
    return view.get(Column.LINKS, bytes) == null && view.get(Column.TOMBSTONES, bytes) == null;
  }

  /** Puts {@code record} where there is none. */
  public static void put(Batch batch, LinkRecord record) {
    Link link = record.link();
    put(batch, link, record.encode(link.key().bytes()));
  }

  private static void put(Batch batch, Link link, byte[] record) {
    byte[] code = Keys.name(link.code().value());
    batch.put(Column.LINKS, link.key().bytes(), record);
    batch.put(Column.AGES, Keys.age(link.key().domain(), link.id()), code);
    batch.put(Column.TARGETS, targetKey(link), code);
    batch.changed(link.key(), link.id());
  }

  /** Puts {@code link} in place of {@code old}, whose unknown fields it keeps. */
  public static void replace(Batch batch, LinkRecord old, Link link) {
    byte[] oldTarget = targetKey(old.link());
    // Encoded first: what throws must not have written.
    byte[] record = old.with(link).encode(link.key().bytes());
    batch.delete(Column.TARGETS, oldTarget);
    put(batch, link, record);
  }

  /** Deletes {@code link} and leaves a tombstone. */
  public static void delete(Batch batch, Link link) {
    byte[] key = link.key().bytes();
    LinkId id = link.id();
    batch.delete(Column.LINKS, key);
    batch.delete(Column.AGES, Keys.age(link.key().domain(), id));
    batch.delete(Column.TARGETS, targetKey(link));
    batch.put(Column.TOMBSTONES, key, LinkRecord.tombstone(key, id));
    batch.changed(link.key(), id);
  }

  /** Leaves a tombstone at {@code key} if it was never used, and tells whether it did. */
  public static boolean bury(Batch batch, LinkKey key) throws RocksDBException {
    boolean free = isFree(batch, key);
    if (free) {
      byte[] bytes = key.bytes();
      batch.put(Column.TOMBSTONES, bytes, LinkRecord.tombstone(bytes, NOBODY));
    }
    return free;
  }

  private static Link get(View view, LinkKey key) throws RocksDBException {
    LinkRecord record = find(view, key);
    if (record == null) {
      throw RecordException.damaged("link " + key);
    }
    return record.link();
  }

  private static byte[] targetKey(Link link) {
    return Keys.target(link.key().domain(), link.target(), link.id());
  }
}
