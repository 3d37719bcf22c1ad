/**
 * How codes are drawn: the space they come from and the three generators. Nothing here stores a
 * link; a drawn code is only a proposal until the store has put it.
 */
@NullMarked
package dev.terse.core.code;

import org.jspecify.annotations.NullMarked;
