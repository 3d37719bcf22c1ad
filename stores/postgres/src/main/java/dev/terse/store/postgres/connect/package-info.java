/**
 * Connections to the servers, and calls on them: pooled, bounded in time, and with every failure
 * told in the words of the ports. Knows no table.
 */
@NullMarked
package dev.terse.store.postgres.connect;

import org.jspecify.annotations.NullMarked;
