/** The contract against itself: a right store passes it, and each wrong one fails its case. */
@NullMarked
package dev.terse.store.contract;

import org.jspecify.annotations.NullMarked;
