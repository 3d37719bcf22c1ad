/**
 * The bytes of keys, as docs/reference/rocksdb-format.md describes them. Knows nouns and no
 * database.
 */
@NullMarked
package dev.terse.store.rocksdb.record;

import org.jspecify.annotations.NullMarked;
