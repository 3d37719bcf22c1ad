/** Changes that are refused, given up or kept waiting. */
@NullMarked
package dev.terse.store.rocksdb.commit;

import org.jspecify.annotations.NullMarked;
