/** Redis as a look-aside tier in front of a shared store. */
@NullMarked
package dev.terse.store.redis.cache;

import org.jspecify.annotations.NullMarked;
