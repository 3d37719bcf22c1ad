/**
 * Group commit of new links: what many callers create at once goes to the server in one
 * transaction, and each gets its own answer.
 */
@NullMarked
package dev.terse.store.postgres.create;

import org.jspecify.annotations.NullMarked;
