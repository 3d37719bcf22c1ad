/**
 * The way to Redis: what a URL names, one multiplexed connection with bounded waits, scripts, and
 * what Redis's errors mean. Knows nothing of links.
 */
@NullMarked
package dev.terse.store.redis.wire;

import org.jspecify.annotations.NullMarked;
