/** What an outage costs, and what it must never cost. */
@NullMarked
package dev.terse.store.redis.outage;

import org.jspecify.annotations.NullMarked;
