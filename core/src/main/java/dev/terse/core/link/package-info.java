/**
 * The nouns: a link and what it is made of. Immutable values without behaviour beyond their own
 * validity; nothing here may know a store, a protocol or a clock.
 */
@NullMarked
package dev.terse.core.link;

import org.jspecify.annotations.NullMarked;
