/**
 * Tells who wants to know which links have changed, here and on other nodes. What other nodes
 * change comes by LISTEN/NOTIFY; nothing here reads or writes a table.
 */
@NullMarked
package dev.terse.store.postgres.change;

import org.jspecify.annotations.NullMarked;
