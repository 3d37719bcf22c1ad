/** Receipts of requests that may be repeated. */
@NullMarked
package dev.terse.store.rocksdb.receipt;

import org.jspecify.annotations.NullMarked;
