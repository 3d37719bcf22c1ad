/** What the verbs of core do with a real store: one abstract suite per verb. */
@NullMarked
package dev.terse.store.contract.verb;

import org.jspecify.annotations.NullMarked;
