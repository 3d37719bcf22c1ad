/** Holds answers against the contract. */
@NullMarked
package dev.terse.server.contract;

import org.jspecify.annotations.NullMarked;
