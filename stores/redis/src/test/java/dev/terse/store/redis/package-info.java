/** Tests against real servers. */
@NullMarked
package dev.terse.store.redis;

import org.jspecify.annotations.NullMarked;
