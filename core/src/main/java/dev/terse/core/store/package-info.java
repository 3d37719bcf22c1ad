/**
 * The store ports: what Terse asks of a backend, and nothing of how one does it. Calls block and
 * belong on virtual threads; each is total and atomic. What a backend can do beyond the ports'
 * promises, its {@link dev.terse.core.store.StoreTraits} tell.
 */
@NullMarked
package dev.terse.core.store;

import org.jspecify.annotations.NullMarked;
