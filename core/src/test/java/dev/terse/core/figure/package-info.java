/** Numbers add up. */
@NullMarked
package dev.terse.core.figure;

import org.jspecify.annotations.NullMarked;
