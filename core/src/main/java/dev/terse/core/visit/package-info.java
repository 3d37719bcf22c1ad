/**
 * Visits as values, and the port through which the hot path hands them over. Nothing here waits,
 * stores or enriches.
 */
@NullMarked
package dev.terse.core.visit;

import org.jspecify.annotations.NullMarked;
