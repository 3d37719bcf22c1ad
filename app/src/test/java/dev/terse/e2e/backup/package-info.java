/** Backups by the packaged artifact. */
@NullMarked
package dev.terse.e2e.backup;

import org.jspecify.annotations.NullMarked;
