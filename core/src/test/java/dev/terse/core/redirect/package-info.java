/** Tests of the hot path. */
@NullMarked
package dev.terse.core.redirect;

import org.jspecify.annotations.NullMarked;
