/**
 * The meaning of "a store": one abstract suite per port. A backend extends
 * {@link dev.terse.store.contract.StoreContract}, says how it opens, and overrides nothing.
 */
@NullMarked
package dev.terse.store.contract;

import org.jspecify.annotations.NullMarked;
