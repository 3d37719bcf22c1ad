/**
 * Links as they stand in Redis: buckets that hold each link with its place in the list, and hints
 * that lead from targets to links. Decision 0073 has the protocol and why it holds.
 */
@NullMarked
package dev.terse.store.redis.table;

import org.jspecify.annotations.NullMarked;
