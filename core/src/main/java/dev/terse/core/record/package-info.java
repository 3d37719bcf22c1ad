/**
 * The bytes of records: links, API keys and single values, each sealed by a checksum over its key
 * and itself. For stores that keep bytes; docs/reference/rocksdb-format.md describes the format.
 */
@NullMarked
package dev.terse.core.record;

import org.jspecify.annotations.NullMarked;
