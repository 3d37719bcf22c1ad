/** Commands that make backups, restore them and verify them. */
@NullMarked
package dev.terse.app.cli.backup;

import org.jspecify.annotations.NullMarked;
