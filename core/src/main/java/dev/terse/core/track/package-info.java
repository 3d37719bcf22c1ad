/**
 * Counts visits off the hot path: takes them without waiting, adds them up, and stores them in
 * batches. Knows the visit store and nothing of HTTP.
 */
@NullMarked
package dev.terse.core.track;

import org.jspecify.annotations.NullMarked;
