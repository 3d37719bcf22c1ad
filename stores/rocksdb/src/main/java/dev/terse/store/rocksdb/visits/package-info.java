/**
 * Visits on their way into the counters: written down once a second, added up in memory, and folded
 * into the counters now and then. Decides within the committer's batches; writes nothing by itself.
 */
@NullMarked
package dev.terse.store.rocksdb.visits;

import org.jspecify.annotations.NullMarked;
