/** Cassandra and ScyllaDB, through their driver. */
@NullMarked
package dev.terse.store.cassandra;

import org.jspecify.annotations.NullMarked;
