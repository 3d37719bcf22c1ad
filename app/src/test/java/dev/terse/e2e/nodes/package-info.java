/**
 * Many nodes on one store, as processes that are killed, restarted and suspended: no code is given
 * twice, nothing acknowledged is lost, a contested code has one winner.
 */
@NullMarked
package dev.terse.e2e.nodes;

import org.jspecify.annotations.NullMarked;
