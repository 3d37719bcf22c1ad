/**
 * Several nodes behind the balancer of deploy/, on a real shared store: the topologies of the
 * compose files, as processes of this machine. Uses the packaged artifact and nothing of its
 * insides.
 */
@NullMarked
package dev.terse.topology;

import org.jspecify.annotations.NullMarked;
