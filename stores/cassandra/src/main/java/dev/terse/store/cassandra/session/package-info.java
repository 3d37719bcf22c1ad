/**
 * The way to the ring: reads the URL, holds the driver's session, and says in the ports' words what
 * the driver threw. Knows no table.
 */
@NullMarked
package dev.terse.store.cassandra.session;

import org.jspecify.annotations.NullMarked;
