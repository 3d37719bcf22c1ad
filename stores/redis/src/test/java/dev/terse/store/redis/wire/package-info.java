/** URLs, and what servers refuse. */
@NullMarked
package dev.terse.store.redis.wire;

import org.jspecify.annotations.NullMarked;
