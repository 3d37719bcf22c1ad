package dev.terse.store.rocksdb.index;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** A walk over all links that writes each into the index anew. Used by the indexer's thread. */
final class Walk {
  private final LongConsumer progress;
  private final CompletableFuture<Long> outcome = new CompletableFuture<>();
  private byte[] next = {};
  private long done;

  Walk(LongConsumer progress) {
    this.progress = progress;
  }

  /** The key of the link from which to go on. */
  byte[] next() {
    return next;
  }

  /** Says that the link at {@code key} is done. */
  void passed(byte[] key) {
    next = Arrays.copyOf(key, key.length + 1);
    done++;
  }

  /** How many links are done. */
  long done() {
    return done;
  }

  /** Tells how far the walk is. */
  void report() {
    progress.accept(done);
  }

  /** The number of links, once all are done. */
  CompletableFuture<Long> outcome() {
    return outcome;
  }

  /** Says that all links are done. */
  void finish() {
    outcome.complete(done);
  }
}
