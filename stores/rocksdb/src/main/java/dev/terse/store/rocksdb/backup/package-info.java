/**
 * Backups: a tar archive of a checkpoint, with a manifest of what is in it. Writes and reads
 * archives; knows nothing of who sends them or where a store is restored.
 */
@NullMarked
package dev.terse.store.rocksdb.backup;

import org.jspecify.annotations.NullMarked;
