/** Every setting of the product, and the example files. */
@NullMarked
package dev.terse.app.config;

import org.jspecify.annotations.NullMarked;
