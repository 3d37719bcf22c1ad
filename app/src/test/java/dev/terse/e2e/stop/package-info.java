/** Stops under load: what clients see of them, and whether every visit is counted. */
@NullMarked
package dev.terse.e2e.stop;

import org.jspecify.annotations.NullMarked;
