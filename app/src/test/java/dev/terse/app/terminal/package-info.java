/** What is printed for screens and for programs. */
@NullMarked
package dev.terse.app.terminal;

import org.jspecify.annotations.NullMarked;
