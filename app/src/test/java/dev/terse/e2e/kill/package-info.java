/** The packaged server, killed (-9) under load. */
@NullMarked
package dev.terse.e2e.kill;

import org.jspecify.annotations.NullMarked;
