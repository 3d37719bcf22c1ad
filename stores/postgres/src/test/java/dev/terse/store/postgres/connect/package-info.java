/** What a URL says, and what failures mean. */
@NullMarked
package dev.terse.store.postgres.connect;

import org.jspecify.annotations.NullMarked;
