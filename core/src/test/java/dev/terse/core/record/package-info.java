/** Records survive what they hold and betray what has been done to them. */
@NullMarked
package dev.terse.core.record;

import org.jspecify.annotations.NullMarked;
