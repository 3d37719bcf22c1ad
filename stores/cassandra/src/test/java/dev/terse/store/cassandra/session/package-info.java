/** What stands in URLs. */
@NullMarked
package dev.terse.store.cassandra.session;

import org.jspecify.annotations.NullMarked;
