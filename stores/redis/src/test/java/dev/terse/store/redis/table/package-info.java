/** Links as they stand in Redis, and what becomes of paused creators. */
@NullMarked
package dev.terse.store.redis.table;

import org.jspecify.annotations.NullMarked;
