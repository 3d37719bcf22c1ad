/**
 * Takes the store away from a running server, in each way that stores go away, and counts what
 * visitors get meanwhile.
 */
@NullMarked
package dev.terse.testbed.outage;

import org.jspecify.annotations.NullMarked;
