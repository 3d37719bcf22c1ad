/**
 * The store's directory: whose it is, who has it open, and how much room its disk has left. Knows
 * nothing of what is in the database.
 */
@NullMarked
package dev.terse.store.rocksdb.directory;

import org.jspecify.annotations.NullMarked;
