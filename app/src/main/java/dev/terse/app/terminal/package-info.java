/**
 * What the process was started with and whom it talks to: environment, directory, output streams,
 * exit statuses. Knows no command.
 */
@NullMarked
package dev.terse.app.terminal;

import org.jspecify.annotations.NullMarked;
