package dev.terse.store.rocksdb.index;

import dev.terse.core.link.Link;
import dev.terse.core.record.RecordException;
import dev.terse.store.rocksdb.disk.Column;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.record.Keys;
import dev.terse.store.rocksdb.table.LinkTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings links from the database into an index, a slice at a time. Whatever a change was, what is
 * written is the link as it is now, so it does no harm to bring one twice. Used by one thread.
 */
final class LinkFeed {
  private static final Logger LOG = LoggerFactory.getLogger(LinkFeed.class);
  private static final byte[] ALL = {};

  /** Links in a slice: so long does a search wait at most for what it does not need. */
  private static final int SLICE = 500;

  private final Database database;
  private final LuceneIndex index;

  LinkFeed(Database database, LuceneIndex index) {
    this.database = database;
    this.index = index;
  }

  /** Brings changes after {@code applied} and not after {@code last}; returns how far it came. */
  long follow(long applied, long last, long generation) throws RocksDBException, IOException {
    Set<byte[]> changed = new TreeSet<>(Arrays::compareUnsigned);
    List<byte[]> gone = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    long reached = database.lookInside(snapshot -> {
      long[] latest = {applied};
      snapshot.scan(Column.PENDING, ALL, Keys.number(applied + 1), (number, ageKey) -> {
        if (Keys.number(number) > last || changed.size() == SLICE) {
          return false;
        }
        latest[0] = Keys.number(number);
        changed.add(ageKey);
        return true;
      });
      for (byte[] ageKey : changed) {
        Link link =
            readable(() -> LinkTable.find(snapshot, Keys.domainOf(ageKey), Keys.idAtEnd(ageKey)));
        if (link == null) {
          gone.add(ageKey);
        } else {
          links.add(link);
        }
      }
      return changed.size() < SLICE ? last : latest[0];
    });
    for (byte[] ageKey : gone) {
      index.delete(ageKey);
    }
    for (Link link : links) {
      index.put(link, generation);
    }
    return reached;
  }

  /**
   * Brings the next links of {@code walk} and tells whether there are more. They come in the order
   * in which they are stored, so that their files are read once, from the beginning to the end.
   *
   * @param first whether nothing is in the index but what this walk has brought
   */
  boolean walk(Walk walk, long generation, boolean first) throws RocksDBException, IOException {
    List<Link> links = new ArrayList<>(SLICE);
    long end = walk.done() + SLICE;
    database.lookInside(snapshot -> {
      snapshot.scan(Column.LINKS, ALL, walk.next(), (key, record) -> {
        Link link = readable(() -> LinkTable.decode(key, record).link());
        if (link != null) {
          links.add(link);
        }
        walk.passed(key);
        return walk.done() < end;
      });
      return null;
    });
    for (Link link : links) {
      if (first) {
        index.add(link, generation);
      } else {
        index.put(link, generation);
      }
    }
    return walk.done() == end;
  }

  /** Reads a link. */
  @FunctionalInterface
  private interface Read {
    @Nullable
    Link link() throws RocksDBException;
  }

  /** Null if it is damaged, which is said. */
  private static @Nullable Link readable(Read read) throws RocksDBException {
    try {
      return read.link();
    } catch (RecordException e) {
      LOG.error("search cannot find a link: {}", e.getMessage());
      return null;
    }
  }
}
