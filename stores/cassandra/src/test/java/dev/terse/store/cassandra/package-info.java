/**
 * Cassandra against the contract: one real node for all of it, and a real ring to lose nodes of.
 */
@NullMarked
package dev.terse.store.cassandra;

import org.jspecify.annotations.NullMarked;
