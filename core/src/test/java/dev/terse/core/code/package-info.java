/** Tests of the generators. */
@NullMarked
package dev.terse.core.code;

import org.jspecify.annotations.NullMarked;
