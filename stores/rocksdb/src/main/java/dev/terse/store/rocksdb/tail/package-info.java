/**
 * What a power cut leaves at the end of RocksDB's logs: tells a batch torn in mid-write, which
 * nobody was told of, from damage to what was acknowledged, and takes the former away.
 */
@NullMarked
package dev.terse.store.rocksdb.tail;

import org.jspecify.annotations.NullMarked;
