/** Tests of the look-aside tier on a cache in memory. */
@NullMarked
package dev.terse.core.tier;

import org.jspecify.annotations.NullMarked;
