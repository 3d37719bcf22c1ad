/** The packaged server under pressure: slow and hostile connections, and too many requests. */
@NullMarked
package dev.terse.e2e.pressure;

import org.jspecify.annotations.NullMarked;
