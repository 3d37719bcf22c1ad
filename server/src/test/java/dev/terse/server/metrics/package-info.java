/** The figures of a real server over HTTP, and who gets them. */
@NullMarked
package dev.terse.server.metrics;

import org.jspecify.annotations.NullMarked;
