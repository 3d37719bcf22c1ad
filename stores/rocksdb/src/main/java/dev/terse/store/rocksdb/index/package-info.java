/**
 * Text search through Lucene, derived from the links and always replaceable: it follows the changes
 * that each commit notes, on a thread of its own, and is rebuilt when it is missing or damaged.
 */
@NullMarked
package dev.terse.store.rocksdb.index;

import org.jspecify.annotations.NullMarked;
