/**
 * Puts a server under pressure: connections that mean ill, and requests at a rate that does not
 * care whether they are answered. Knows HTTP and /proc, and nothing of what it torments.
 */
@NullMarked
package dev.terse.testbed.pressure;

import org.jspecify.annotations.NullMarked;
