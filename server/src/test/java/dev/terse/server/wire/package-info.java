/** The shortcut against the ordinary way, byte for byte, and what guards it. */
@NullMarked
package dev.terse.server.wire;

import org.jspecify.annotations.NullMarked;
