/** Receipts of requests that may be repeated: that those which have ended do not stay. */
@NullMarked
package dev.terse.store.rocksdb.receipt;

import org.jspecify.annotations.NullMarked;
