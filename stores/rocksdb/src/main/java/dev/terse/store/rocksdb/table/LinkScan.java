package dev.terse.store.rocksdb.table;

import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.rocksdb.RocksDBException;

/**
 * One page of all keys that were ever used: links by key, then tombstones by key. A cursor is the
 * column's letter and the last key shown, in base64url.
 */
public final class LinkScan {
  private static final byte[] ANY = {};

  private final Column column;
  private final byte[] from;
  private final int limit;

  private LinkScan(Column column, byte[] from, int limit) {
    this.column = column;
    this.from = from;
    this.limit = limit;
  }

  /** The page at {@code cursor}; throws IllegalArgumentException for what never was one. */
  public static LinkScan from(String cursor, int limit) {
    if (limit < 1 || limit > LinkStore.MAX_PAGE) {
      throw new IllegalArgumentException("limit " + limit + " is not 1 to " + LinkStore.MAX_PAGE);
    }
    if (cursor.isEmpty()) {
      return new LinkScan(Column.LINKS, ANY, limit);
    }
    byte[] last = Base64.getUrlDecoder().decode(cursor.substring(1));
    // No key lies between one and the same with a NUL behind it.
    return new LinkScan(column(cursor.charAt(0)), Arrays.copyOf(last, last.length + 1), limit);
  }

  private static Column column(char letter) {
    return switch (letter) {
      case 'l' -> Column.LINKS;
      case 't' -> Column.TOMBSTONES;
      default -> throw new IllegalArgumentException("no scan's cursor begins with " + letter);
    };
  }

  /** Reads the page; a damaged record fails it, because what is copied must be whole. */
  public Scan read(Snapshot snapshot) throws RocksDBException {
    List<Entry> entries = new ArrayList<>();
    String links = column == Column.LINKS ? read(snapshot, Column.LINKS, from, entries) : "";
    if (!links.isEmpty()) {
      return new Scan(entries, links);
    }
    byte[] first = column == Column.LINKS ? ANY : from;
    return new Scan(entries, read(snapshot, Column.TOMBSTONES, first, entries));
  }

  /** Adds what fits and returns the next page's cursor, or nothing at the column's end. */
  private String read(Snapshot snapshot, Column of, byte[] start, List<Entry> entries)
      throws RocksDBException {
    StringBuilder next = new StringBuilder();
    snapshot.scan(of, ANY, start, (key, record) -> {
      entries.add(entry(of, key, record));
      if (entries.size() >= limit) {
        next.append(of == Column.LINKS ? 'l' : 't')
            .append(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
      }
      return next.isEmpty();
    });
    return next.toString();
  }

  private static Entry entry(Column of, byte[] bytes, byte[] record) {
    return of == Column.LINKS
        ? new Entry.Present(LinkTable.decode(bytes, record).link())
        : new Entry.Tombstone(LinkKey.of(bytes));
  }
}
