/** The server from outside: real sockets, a real store. */
@NullMarked
package dev.terse.server;

import org.jspecify.annotations.NullMarked;
