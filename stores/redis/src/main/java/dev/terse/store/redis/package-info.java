/** Redis, Redis Cluster and Valkey, through Lettuce. */
@NullMarked
package dev.terse.store.redis;

import org.jspecify.annotations.NullMarked;
