/** The ancestors' answers, byte for byte. */
@NullMarked
package dev.terse.server.ancestors;

import org.jspecify.annotations.NullMarked;
