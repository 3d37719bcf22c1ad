/** The embedded store against the contract, and against what only a disk can do to it. */
@NullMarked
package dev.terse.store.rocksdb;

import org.jspecify.annotations.NullMarked;
