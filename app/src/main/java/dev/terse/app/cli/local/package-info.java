/** Commands that read the configuration themselves, and mostly open the store. */
@NullMarked
package dev.terse.app.cli.local;

import org.jspecify.annotations.NullMarked;
