/** Stores made of another store: all passes on to it, for those that do one thing differently. */
@NullMarked
package dev.terse.core.store.forward;

import org.jspecify.annotations.NullMarked;
