/** What comes of requests that are not as they should be: a corpus of known tricks, and chance. */
@NullMarked
package dev.terse.server.malformed;

import org.jspecify.annotations.NullMarked;
