/** How soon a change made on one node shows on another. */
@NullMarked
package dev.terse.e2e.fresh;

import org.jspecify.annotations.NullMarked;
