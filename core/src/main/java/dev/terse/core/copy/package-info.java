/**
 * Copies everything that one store holds into another, and compares the two. Knows stores by their
 * ports only.
 */
@NullMarked
package dev.terse.core.copy;

import org.jspecify.annotations.NullMarked;
