/** The contract on a real server, and what only PostgreSQL can do wrong. */
@NullMarked
package dev.terse.store.postgres;

import org.jspecify.annotations.NullMarked;
