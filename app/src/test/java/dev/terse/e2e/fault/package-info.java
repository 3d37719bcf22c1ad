/** Disks that fail or are full under the packaged server: what it says, and what it keeps. */
@NullMarked
package dev.terse.e2e.fault;

import org.jspecify.annotations.NullMarked;
