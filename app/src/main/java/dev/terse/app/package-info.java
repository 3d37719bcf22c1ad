/**
 * The program: reads the environment, wires the parts with plain {@code new} and runs a command.
 * Only this package and those below it know what the process was started with.
 */
@NullMarked
package dev.terse.app;

import org.jspecify.annotations.NullMarked;
