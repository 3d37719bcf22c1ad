/** Chance against our parsers: each reads anything, and what it reads it reads the same again. */
@NullMarked
package dev.terse.fuzz;

import org.jspecify.annotations.NullMarked;
