/**
 * The opened RocksDB: its options, column families, reads, and the gate that keeps calls away from
 * a closed handle. Knows nothing of links.
 */
@NullMarked
package dev.terse.store.rocksdb.disk;

import org.jspecify.annotations.NullMarked;
