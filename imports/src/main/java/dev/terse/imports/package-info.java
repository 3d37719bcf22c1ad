/**
 * Reads what other shorteners have stored, so that every code they gave goes on working. A further
 * shortener is a package below with a {@link dev.terse.imports.ForeignStore}, and its name in the
 * command line's import.
 */
@NullMarked
package dev.terse.imports;

import org.jspecify.annotations.NullMarked;
