/** Questions about speed, one class each; nothing here runs in the product. */
@NullMarked
package dev.terse.bench;

import org.jspecify.annotations.NullMarked;
