/**
 * The files under deploy/: that the programs which read them would take them, and that what they
 * set, Terse takes. Starts nothing.
 */
@NullMarked
package dev.terse.deploy;

import org.jspecify.annotations.NullMarked;
