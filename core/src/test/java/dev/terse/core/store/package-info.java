/** Tests of the store ports' values, and a store in memory for tests of what stands above them. */
@NullMarked
package dev.terse.core.store;

import org.jspecify.annotations.NullMarked;
