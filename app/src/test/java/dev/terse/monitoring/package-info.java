/** The figures of a real server, and what is written and drawn by them. */
@NullMarked
package dev.terse.monitoring;

import org.jspecify.annotations.NullMarked;
