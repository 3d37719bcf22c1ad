/** Requests repeated after kills and at other nodes: each makes one link. */
@NullMarked
package dev.terse.e2e.repeat;

import org.jspecify.annotations.NullMarked;
