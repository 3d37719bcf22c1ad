/** Torments what passes between a client and a server: a TCP proxy with faults. */
@NullMarked
package dev.terse.testbed.proxy;

import org.jspecify.annotations.NullMarked;
