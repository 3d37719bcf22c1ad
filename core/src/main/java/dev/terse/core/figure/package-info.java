/**
 * What the parts of the product tell of themselves in numbers: plain values, taken when somebody
 * asks. Knows no format in which they are published and no library that does.
 */
@NullMarked
package dev.terse.core.figure;

import org.jspecify.annotations.NullMarked;
