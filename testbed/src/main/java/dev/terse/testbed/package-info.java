/**
 * Starts and torments the real servers that tests and benchmarks need. Never part of the product.
 */
@NullMarked
package dev.terse.testbed;

import org.jspecify.annotations.NullMarked;
