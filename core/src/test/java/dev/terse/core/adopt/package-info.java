/** Tests of taking links in. */
@NullMarked
package dev.terse.core.adopt;

import org.jspecify.annotations.NullMarked;
