/**
 * The embedded store: RocksDB for truth, Lucene for search. One class per port; how bytes are laid
 * out, committed and indexed stands in the packages below. No RocksDB or Lucene type leaves here.
 */
@NullMarked
package dev.terse.store.rocksdb;

import org.jspecify.annotations.NullMarked;
