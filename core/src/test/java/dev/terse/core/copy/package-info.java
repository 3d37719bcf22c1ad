/** Tests of copying, on stores in memory that fail when told to. */
@NullMarked
package dev.terse.core.copy;

import org.jspecify.annotations.NullMarked;
