package dev.terse.core.copy;

import dev.terse.core.job.Retry;
import dev.terse.core.store.LinkStore;
import dev.terse.core.store.LinkStore.Entry;
import dev.terse.core.store.LinkStore.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The pages of a scan; while one is worked on, the next one is read. Used by one thread. */
final class Pages implements AutoCloseable {
  /** Entries that one thread works on, one after the other. */
  private static final int PART = 16;

  private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkStore links;
  private final int size;
  private final Retry retry;
  private CompletableFuture<Scan> coming;
  private boolean ended;

  /** All pages of {@code links} from {@code cursor} on. */
  Pages(LinkStore links, String cursor, int size, Retry retry) {
    this.links = links;
    this.size = size;
    this.retry = retry;
    this.coming = read(cursor);
  }

  boolean hasNext() {
    return !ended;
  }

  Scan next() {
    Scan page = await();
    ended = page.next().isEmpty();
    if (!ended) {
      coming = read(page.next());
    }
    return page;
  }

  /** The entries of {@code page} in parts, each so short that one thread may do it all. */
  static List<List<Entry>> parts(Scan page) {
    List<Entry> entries = page.entries();
    List<List<Entry>> parts = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += PART) {
      parts.add(entries.subList(from, Math.min(from + PART, entries.size())));
    }
    return parts;
  }

  @Override
  public void close() {
    reader.close();
  }

  private CompletableFuture<Scan> read(String cursor) {
    return CompletableFuture.supplyAsync(() -> retry.get(() -> links.scan(cursor, size)), reader);
  }

  private Scan await() {
    try {
      return coming.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
