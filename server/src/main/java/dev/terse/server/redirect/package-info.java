/**
 * How links are answered: the hot path, before the decoder and behind it. On a hit nothing here
 * locks, logs, formats or asks the store; every other answer stands out of line in
 * {@link dev.terse.server.redirect.Misses}.
 */
@NullMarked
package dev.terse.server.redirect;

import org.jspecify.annotations.NullMarked;
