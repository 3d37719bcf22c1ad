package dev.terse.store.rocksdb.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Snapshot;
import dev.terse.store.rocksdb.record.Keys;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of all links, newest first, read from one moment of the database. A damaged link is left
 * out and logged, so that its neighbours stay within reach; finding it says that it is damaged.
 */
public final class LinkPages {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);

  private LinkPages() {}

  /** The page that {@code query} asks for, whose text is blank. */
  public static Page read(Snapshot snapshot, Query query) throws RocksDBException {
    byte[] prefix = Keys.domain(query.domain());
    LinkId before = query.before();
    byte[] end = before == null ? after(prefix) : Keys.age(query.domain(), before);
    List<Link> links = new ArrayList<>();
    snapshot.scanBack(Column.AGES, prefix, end, (key, code) -> {
      try {
        LinkRecord record = LinkTable.find(snapshot, Keys.link(query.domain(), code));
        if (record != null) {
          links.add(record.link());
        }
      } catch (RecordException e) {
        LOG.error("a list leaves out {}: {}", new String(code, UTF_8), e.getMessage());
      }
      return links.size() <= query.limit();
    });
    boolean more = links.size() > query.limit();
    List<Link> page = more ? links.subList(0, query.limit()) : links;
    return new Page(page, more ? page.getLast().id() : null);
  }

  /** The first key after all that begin with {@code prefix}, whose last byte is NUL. */
  private static byte[] after(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1] = 1;
    return end;
  }
}
