/** Tests of making and recognising API keys. */
@NullMarked
package dev.terse.core.keys;

import org.jspecify.annotations.NullMarked;
