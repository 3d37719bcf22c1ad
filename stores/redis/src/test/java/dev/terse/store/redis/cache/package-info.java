/** Tests of Redis as a look-aside tier. */
@NullMarked
package dev.terse.store.redis.cache;

import org.jspecify.annotations.NullMarked;
