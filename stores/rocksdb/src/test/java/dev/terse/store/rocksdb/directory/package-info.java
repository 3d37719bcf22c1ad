/** Tests of a store's files, as a disk may leave them. */
@NullMarked
package dev.terse.store.rocksdb.directory;

import org.jspecify.annotations.NullMarked;
