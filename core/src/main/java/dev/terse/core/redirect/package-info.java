/**
 * What a code does now: the hot path. On a hit nothing here locks, logs, formats or asks the store;
 * whatever may do so stands out of line.
 */
@NullMarked
package dev.terse.core.redirect;

import org.jspecify.annotations.NullMarked;
