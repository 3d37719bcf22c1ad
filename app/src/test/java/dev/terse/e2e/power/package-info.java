/**
 * Power cuts under the packaged server, on a disk of its own whose file system forgets what was not
 * synced; and the comparison of what is left with what was acknowledged.
 */
@NullMarked
package dev.terse.e2e.power;

import org.jspecify.annotations.NullMarked;
