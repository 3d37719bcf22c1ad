/** Tests of visits as values. */
@NullMarked
package dev.terse.core.visit;

import org.jspecify.annotations.NullMarked;
