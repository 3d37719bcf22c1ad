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

  /** The key by age from which to go on. */
  byte[] next() {
    return next;
  }

  /** Says that the link at {@code ageKey} is done. */
  void passed(byte[] ageKey) {
    next = Arrays.copyOf(ageKey, ageKey.length + 1);
    done++;
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
