/** PostgreSQL and what speaks its protocol, through plain JDBC. */
@NullMarked
package dev.terse.store.postgres;

import org.jspecify.annotations.NullMarked;
