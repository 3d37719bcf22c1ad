/** What event loops count. */
@NullMarked
package dev.terse.server.loop;

import org.jspecify.annotations.NullMarked;
