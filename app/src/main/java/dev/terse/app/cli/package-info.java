/** The command line: its root, and what becomes of failures. Each command has a class below. */
@NullMarked
package dev.terse.app.cli;

import org.jspecify.annotations.NullMarked;
