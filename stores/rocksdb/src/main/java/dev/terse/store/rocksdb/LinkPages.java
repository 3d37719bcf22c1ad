package dev.terse.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Snapshot;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.record.LinkRecord;
import dev.terse.store.rocksdb.record.RecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages of links, newest first, read from one moment of the database. */
final class LinkPages {
  private static final Logger LOG = LoggerFactory.getLogger(LinkPages.class);

  Page read(Snapshot snapshot, Query query) throws RocksDBException {
    byte[] prefix = Keys.domain(query.domain());
    LinkId before = query.before();
    byte[] end = before == null ? after(prefix) : Keys.age(query.domain(), before);
    List<Link> links = new ArrayList<>();
    List<String> words = List.of(query.text().strip().toLowerCase(Locale.ROOT).split("\\s+"));
    snapshot.scanBack(Column.AGES, prefix, end, (key, code) -> {
      try {
        LinkRecord record = LinkTable.find(snapshot, Keys.link(query.domain(), code));
        if (record != null && matches(record.link(), words)) {
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

  private static boolean matches(Link link, List<String> words) {
    LinkDetails details = link.details();
    String title = details.title() == null ? "" : details.title();
    String all = (link.code() + "\n" + link.target() + "\n" + title).toLowerCase(Locale.ROOT);
    return words.stream().allMatch(all::contains);
  }

  /** The first key after all that begin with {@code prefix}, whose last byte is NUL. */
  private static byte[] after(byte[] prefix) {
    byte[] end = prefix.clone();
    end[end.length - 1] = 1;
    return end;
  }
}
