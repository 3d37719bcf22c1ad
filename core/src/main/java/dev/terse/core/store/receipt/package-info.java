/** The port that remembers which link a caller's request was given, so that repeats find it. */
@NullMarked
package dev.terse.core.store.receipt;

import org.jspecify.annotations.NullMarked;
