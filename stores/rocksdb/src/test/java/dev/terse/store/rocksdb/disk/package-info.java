/** What RocksDB tells of its memory and its files. */
@NullMarked
package dev.terse.store.rocksdb.disk;

import org.jspecify.annotations.NullMarked;
