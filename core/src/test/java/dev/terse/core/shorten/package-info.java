/** Tests of making and changing links. */
@NullMarked
package dev.terse.core.shorten;

import org.jspecify.annotations.NullMarked;
