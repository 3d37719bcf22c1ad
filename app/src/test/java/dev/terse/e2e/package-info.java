/** The packaged product as its users meet it: a process, its sockets and its files. */
@NullMarked
package dev.terse.e2e;

import org.jspecify.annotations.NullMarked;
