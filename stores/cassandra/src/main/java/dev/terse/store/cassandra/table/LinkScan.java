package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.Link;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import dev.terse.store.cassandra.session.Cluster;
import java.util.ArrayList;
import java.util.List;

/**
 * All keys in the order of the ring: a cursor is the token of the last key shown. Keys that share a
 * token come in one page. Safe for use by many threads.
 */
public final class LinkScan {
  private final Cluster cluster;
  private final PreparedStatement rows;

  /** Scans the links of {@code cluster}. */
  public LinkScan(Cluster cluster) {
    this.cluster = cluster;
    this.rows = cluster.prepare("SELECT token(domain, code) AS place, domain, code, id, version,"
        + " live, write, record FROM %s.links WHERE token(domain, code) > ? LIMIT ?");
  }

  /** As {@link dev.terse.core.store.LinkStore#scan}. */
  public Scan scan(String operation, String cursor, int limit) {
    long after = place(cursor);
    for (int wanted = limit; ; wanted *= 2) {
      List<Row> page = cluster
          .run(operation, rows.bind(after, wanted + 1).setPageSize(wanted + 1))
          .all();
      if (page.size() <= wanted) {
        return new Scan(entries(page), "");
      }
      long beyond = page.getLast().getLong("place");
      List<Row> whole =
          page.stream().filter(row -> row.getLong("place") != beyond).toList();
      if (!whole.isEmpty()) {
        return new Scan(entries(whole), Long.toString(whole.getLast().getLong("place")));
      }
    }
  }

  private static List<Entry> entries(List<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    for (Row row : rows) {
      StoredLink stored = StoredLink.read(row);
      Link link = stored.link();
      entries.add(link == null ? new Entry.Tombstone(stored.key()) : new Entry.Present(link));
    }
    return entries;
  }

  private static long place(String cursor) {
    if (cursor.isEmpty()) {
      return Long.MIN_VALUE;
    }
    if (!cursor.matches("-?[0-9]{1,19}")) {
      throw new IllegalArgumentException("no scan's cursor: " + cursor);
    }
    return Long.parseLong(cursor);
  }
}
