/** Tests of the look-aside tier on real memcached servers. */
@NullMarked
package dev.terse.store.memcached;

import org.jspecify.annotations.NullMarked;
