/**
 * Links as they stand in the column families: the only place that knows which of them a link takes
 * part in.
 */
@NullMarked
package dev.terse.store.rocksdb.table;

import org.jspecify.annotations.NullMarked;
