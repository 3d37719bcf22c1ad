/**
 * The rules of the house as tests: who may know whom, what things are called, how large they are.
 */
@NullMarked
package dev.terse.architecture;

import org.jspecify.annotations.NullMarked;
