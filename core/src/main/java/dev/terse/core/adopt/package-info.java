/**
 * Takes in links that another shortener has made, each under the code it has. Knows neither the
 * other shortener nor how its links were read.
 */
@NullMarked
package dev.terse.core.adopt;

import org.jspecify.annotations.NullMarked;
