/** The search index: what of it stays on the disk. */
@NullMarked
package dev.terse.store.rocksdb.index;

import org.jspecify.annotations.NullMarked;
