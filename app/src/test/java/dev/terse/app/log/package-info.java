/** What lines of the log look like. */
@NullMarked
package dev.terse.app.log;

import org.jspecify.annotations.NullMarked;
