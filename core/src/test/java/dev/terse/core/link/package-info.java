/** Tests of the nouns. */
@NullMarked
package dev.terse.core.link;

import org.jspecify.annotations.NullMarked;
