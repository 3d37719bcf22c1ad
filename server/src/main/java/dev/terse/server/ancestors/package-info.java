/**
 * The endpoints of the two ancestors, byte for byte. Each translates to the verbs of core and back;
 * nothing else depends on their shapes.
 */
@NullMarked
package dev.terse.server.ancestors;

import org.jspecify.annotations.NullMarked;
