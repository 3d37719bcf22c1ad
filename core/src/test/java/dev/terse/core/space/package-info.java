/** Tests of the arithmetic of codes. */
@NullMarked
package dev.terse.core.space;

import org.jspecify.annotations.NullMarked;
