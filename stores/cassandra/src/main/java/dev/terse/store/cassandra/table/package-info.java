/**
 * The tables: what each holds, and how it is read and written. Which of them change by lightweight
 * transaction only stands in {@link dev.terse.store.cassandra.table.Schema}.
 */
@NullMarked
package dev.terse.store.cassandra.table;

import org.jspecify.annotations.NullMarked;
