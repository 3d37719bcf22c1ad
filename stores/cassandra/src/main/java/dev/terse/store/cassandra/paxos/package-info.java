/**
 * Lightweight transactions with a known end: what timed out is read back, never guessed. Knows no
 * table.
 */
@NullMarked
package dev.terse.store.cassandra.paxos;

import org.jspecify.annotations.NullMarked;
