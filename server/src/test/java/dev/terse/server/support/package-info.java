/** A whole server on a real store for tests, and a client that says exactly what it is told. */
@NullMarked
package dev.terse.server.support;

import org.jspecify.annotations.NullMarked;
