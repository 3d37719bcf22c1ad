/** Reads the Redis of S, the small Python shortener. */
@NullMarked
package dev.terse.imports.s;

import org.jspecify.annotations.NullMarked;
