/**
 * Group commit: every change goes through one thread that decides a batch of operations, syncs them
 * together and then acknowledges each.
 */
@NullMarked
package dev.terse.store.rocksdb.commit;

import org.jspecify.annotations.NullMarked;
