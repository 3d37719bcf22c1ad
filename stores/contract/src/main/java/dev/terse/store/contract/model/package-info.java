/** What the contract compares stores with and drives them by. Knows no JUnit. */
@NullMarked
package dev.terse.store.contract.model;

import org.jspecify.annotations.NullMarked;
