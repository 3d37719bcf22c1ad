/** Reads the table of the Flask demo, in SQLite or PostgreSQL. */
@NullMarked
package dev.terse.imports.flask;

import org.jspecify.annotations.NullMarked;
