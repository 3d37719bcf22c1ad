/**
 * memcached as a look-aside tier: keys are spread over its servers by consistent hashing, and a
 * server that does not answer is left alone until it does.
 */
@NullMarked
package dev.terse.store.memcached;

import org.jspecify.annotations.NullMarked;
