/** The packaged server while its shared store is away. */
@NullMarked
package dev.terse.e2e.outage;

import org.jspecify.annotations.NullMarked;
