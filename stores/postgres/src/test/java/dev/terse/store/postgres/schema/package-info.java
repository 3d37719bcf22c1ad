/** Steps from layout to layout. */
@NullMarked
package dev.terse.store.postgres.schema;

import org.jspecify.annotations.NullMarked;
