/** The command line, up to the first contact with a server or a store. */
@NullMarked
package dev.terse.app.cli;

import org.jspecify.annotations.NullMarked;
