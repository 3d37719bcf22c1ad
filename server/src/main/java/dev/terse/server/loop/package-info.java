/**
 * Event loops: how they ask the kernel, and what each counts for itself, so that counting costs the
 * hot path next to nothing. Knows nothing of requests or of who reads the figures.
 */
@NullMarked
package dev.terse.server.loop;

import org.jspecify.annotations.NullMarked;
