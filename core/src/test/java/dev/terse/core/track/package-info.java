/** Tests of counting visits. */
@NullMarked
package dev.terse.core.track;

import org.jspecify.annotations.NullMarked;
