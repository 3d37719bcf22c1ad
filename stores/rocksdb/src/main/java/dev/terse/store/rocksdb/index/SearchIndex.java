package dev.terse.store.rocksdb.index;

import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.rocksdb.commit.Committer;
import dev.terse.store.rocksdb.disk.Database;
import dev.terse.store.rocksdb.disk.Snapshot;
import dev.terse.store.rocksdb.table.LinkTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages of links that contain a text. Safe for use by many threads.
 *
 * <p>A search first waits until the index holds every change acknowledged before it. Lucene names
 * candidates, newest first; each is held against its link as RocksDB has it, so the index decides
 * what is looked at, never what is true.
 *
 * <p>The index takes changes over from the first call on that needs it. Until then they are noted
 * in the database only, and it is opened, made or mended by nobody.
 */
public final class SearchIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
  private static final String LIST = "links.list";

  /** Candidates in a row that one page may look at; if none is a match, the page ends short. */
  private static final int MAX_CANDIDATES = 10_000;

  private static final int CANDIDATES_AT_ONCE = 501;

  private final Database database;
  private final Committer committer;
  private final Path path;
  private @Nullable Indexer indexer;

  /** The index in {@code path}, which is made or mended behind the scenes where needed. */
  public SearchIndex(Path path, Database database, Committer committer) {
    this.path = path;
    this.database = database;
    this.committer = committer;
  }

  /** Has the index take changes over from now on. */
  public void keepUp() {
    indexer();
  }

  private synchronized Indexer indexer() {
    Indexer running = indexer;
    if (running == null) {
      running = new Indexer(path, database, committer);
      indexer = running;
    }
    return running;
  }

  /** The page that {@code query} asks for, whose text is not blank; within the database's gate. */
  public Page search(Query query) throws RocksDBException {
    LuceneIndex index = indexer().await(committer.lastChange(), LIST);
    SearchText text = new SearchText(query.text());
    try {
      index.refresh();
      return database.lookInside(snapshot -> page(index, snapshot, query, text));
    } catch (IOException | AlreadyClosedException e) {
      throw new StoreException(Reason.UNAVAILABLE, LIST, e);
    }
  }

  /** Writes all links into the index anew while it serves; {@code progress} as in the port. */
  public CompletableFuture<Long> rebuild(LongConsumer progress) {
    return indexer().rebuild(progress);
  }

  private Page page(LuceneIndex index, Snapshot snapshot, Query query, SearchText text)
      throws RocksDBException {
    List<Link> links = new ArrayList<>();
    LinkId before = query.before();
    for (int seen = 0; seen < MAX_CANDIDATES; seen += CANDIDATES_AT_ONCE) {
      List<LinkId> candidates = candidates(index, query, text, before);
      for (LinkId id : candidates) {
        Link link = find(snapshot, query, id);
        if (link != null && text.matches(link)) {
          if (links.size() == query.limit()) {
            return new Page(links, links.getLast().id());
          }
          links.add(link);
        }
        before = id;
      }
      if (candidates.size() < CANDIDATES_AT_ONCE) {
        return new Page(links, null);
      }
    }
    return new Page(links, before);
  }

  private List<LinkId> candidates(
      LuceneIndex index, Query query, SearchText text, @Nullable LinkId before) {
    BooleanQuery.Builder wanted = new BooleanQuery.Builder();
    LinkDocument.inDomain(wanted, query.domain());
    text.narrow(wanted);
    if (before != null) {
      LinkDocument.notNewer(wanted, before);
    }
    FieldDoc after = before == null ? null : LinkDocument.after(before);
    try {
      return index.search(searcher -> {
        var newest = new TopFieldCollectorManager(
            LinkDocument.NEWEST_FIRST, CANDIDATES_AT_ONCE, after, CANDIDATES_AT_ONCE);
        return Stream.of(searcher.search(wanted.build(), newest).scoreDocs)
            .map(hit -> LinkDocument.id((FieldDoc) hit))
            .toList();
      });
    } catch (IOException e) {
      throw new StoreException(Reason.UNAVAILABLE, LIST, e);
    }
  }

  private static @Nullable Link find(Snapshot snapshot, Query query, LinkId id)
      throws RocksDBException {
    try {
      return LinkTable.find(snapshot, query.domain(), id);
    } catch (RecordException e) {
      LOG.error("a search leaves out a link: {}", e.getMessage());
      return null;
    }
  }

  /** Makes the index durable and lets go of it. Nobody may search any more. */
  @Override
  public synchronized void close() {
    if (indexer != null) {
      indexer.close();
    }
  }
}
