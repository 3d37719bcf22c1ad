/** What the server takes on and what it turns away, in parts and as a whole. */
@NullMarked
package dev.terse.server.load;

import org.jspecify.annotations.NullMarked;
