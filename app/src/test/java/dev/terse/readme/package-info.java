/** The README, taken at its word. */
@NullMarked
package dev.terse.readme;

import org.jspecify.annotations.NullMarked;
