/** Stores of every layout that was ever released, kept as they were written. */
@NullMarked
package dev.terse.store.rocksdb.layout;

import org.jspecify.annotations.NullMarked;
