/** Logs that end too early, have holes or were damaged. */
@NullMarked
package dev.terse.store.rocksdb.tail;

import org.jspecify.annotations.NullMarked;
