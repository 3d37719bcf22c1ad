/**
 * What must hold before the first call: a server that can keep links, tables of this version, and
 * what is known about both. Runs at start, and never on the way of a call.
 */
@NullMarked
package dev.terse.store.postgres.schema;

import org.jspecify.annotations.NullMarked;
