/** Clients that follow links on kept connections, for tests of what a server owes them. */
@NullMarked
package dev.terse.e2e.follow;

import org.jspecify.annotations.NullMarked;
