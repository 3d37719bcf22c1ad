/** The text of notifications. */
@NullMarked
package dev.terse.store.postgres.change;

import org.jspecify.annotations.NullMarked;
