/** Under which names a server is reached. */
@NullMarked
package dev.terse.app.serve;

import org.jspecify.annotations.NullMarked;
