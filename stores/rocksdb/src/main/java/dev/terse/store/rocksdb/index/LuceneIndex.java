package dev.terse.store.rocksdb.index;

import dev.terse.core.link.Link;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * One opened Lucene index. Each of its commits says which change it holds last. Searching is safe
 * for use by many threads; the rest belongs to the {@link Indexer}'s.
 */
final class LuceneIndex implements AutoCloseable {
  /** Held, so that its level stays: it recommends an incubating module that grams do not need. */
  private static final Logger VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  static {
    VECTORS.setLevel(Level.SEVERE);
  }

  private static final String FORMAT = "1";

  /** What is indexed in memory before it is written, in MiB: the more, the less is to be merged. */
  private static final double MIN_BUFFER = 8;

  private static final double MAX_BUFFER = 32;

  /** The part of the heap that it may take: one in so many. */
  private static final double HEAP_SHARE = 16;

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Map<String, String> state;

  private LuceneIndex(Directory directory, IndexWriter writer, Map<String, String> state)
      throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.state = state;
    this.searchers = new SearcherManager(writer, new PlainSearchers());
  }

  /** Searchers without a cache: texts are seldom searched for twice. */
  private static final class PlainSearchers extends SearcherFactory {
    @Override
    public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      return searcher;
    }
  }

  /** What is in {@code path}; throws if it is damaged. */
  static LuceneIndex open(Path path) throws IOException {
    Directory directory = FSDirectory.open(path);
    try {
      if (DirectoryReader.indexExists(directory)) {
        return open(directory, verified(directory));
      }
      return open(directory, Map.of());
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** An empty index in place of whatever is in {@code path}. */
  static LuceneIndex create(Path path) throws IOException {
    IOUtils.rm(path);
    return open(path);
  }

  private static LuceneIndex open(Directory directory, Map<String, String> state)
      throws IOException {
    IndexWriterConfig config = new IndexWriterConfig(new NoAnalyzer())
        .setIndexSort(LinkDocument.NEWEST_FIRST)
        .setIndexDeletionPolicy(new KeepOnlyLastCommitDeletionPolicy())
        .setCommitOnClose(false)
        .setRAMBufferSizeMB(bufferMebibytes());
    IndexWriter writer = new IndexWriter(directory, config);
    try {
      return new LuceneIndex(directory, writer, state);
    } catch (IOException | RuntimeException e) {
      writer.rollback();
      throw e;
    }
  }

  private static double bufferMebibytes() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return Math.clamp(heap / HEAP_SHARE, MIN_BUFFER, MAX_BUFFER);
  }

  /** Grams come ready-made. */
  private static final class NoAnalyzer extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      throw new AssertionError("nothing is analysed");
    }
  }

  /** Reads every file, because Lucene finds damage only where it happens to look. */
  private static Map<String, String> verified(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        leaf.reader().checkIntegrity();
      }
      return reader.getIndexCommit().getUserData();
    }
  }

  /** The last change it held when it was opened, or -1 if it was empty or of another format. */
  long changes() {
    String changes = state.get("changes");
    return changes == null || !FORMAT.equals(state.get("format")) ? -1 : Long.parseLong(changes);
  }

  /** The generation it had when it was opened. */
  long generation() {
    return Long.parseLong(state.getOrDefault("generation", "0"));
  }

  /** Adds what is not in it yet, without looking for it. */
  void add(Link link, long generation) throws IOException {
    writer.addDocument(LinkDocument.of(link, generation));
  }

  /** Adds it, in place of what the index has of that link. */
  void put(Link link, long generation) throws IOException {
    writer.updateDocument(LinkDocument.term(link), LinkDocument.of(link, generation));
  }

  void delete(byte[] ageKey) throws IOException {
    writer.deleteDocuments(LinkDocument.term(ageKey));
  }

  /** Deletes what no link has written since {@code generation} began. */
  void deleteOlderThan(long generation) throws IOException {
    writer.deleteDocuments(LinkDocument.olderThan(generation));
  }

  /** Makes all of it durable, and that it holds everything up to the change {@code changes}. */
  void commit(long changes, long generation) throws IOException {
    Map<String, String> data = Map.of(
        "format", FORMAT,
        "changes", Long.toString(changes),
        "generation", Long.toString(generation));
    writer.setLiveCommitData(data.entrySet());
    writer.commit();
  }

  /** Whether there is something to commit: what was put, or segments that Lucene has merged. */
  boolean hasChanged() {
    return writer.hasUncommittedChanges();
  }

  /** Lets searches see what has been put. */
  void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  /** What is done with a searcher. */
  @FunctionalInterface
  interface Search<T> {
    T with(IndexSearcher searcher) throws IOException;
  }

  <T> T search(Search<T> search) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      return search.with(searcher);
    } finally {
      searchers.release(searcher);
    }
  }

  /** Lets go of it; what has not been committed is forgotten, and the next to open catches up. */
  @Override
  public void close() throws IOException {
    try (directory) {
      try {
        searchers.close();
      } finally {
        writer.rollback();
      }
    }
  }
}
