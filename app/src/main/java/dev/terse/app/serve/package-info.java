/**
 * One server process: its parts, made with plain {@code new} in the order they need each other, and
 * its end.
 */
@NullMarked
package dev.terse.app.serve;

import org.jspecify.annotations.NullMarked;
