/** What a store promises as a whole: under contention, at its limits, over its life. */
@NullMarked
package dev.terse.store.contract.whole;

import org.jspecify.annotations.NullMarked;
