/**
 * What operators ask: whether the process lives and whether it can serve. Says nothing of links.
 */
@NullMarked
package dev.terse.server.ops;

import org.jspecify.annotations.NullMarked;
