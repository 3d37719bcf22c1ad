/** Tests of reading URLs. */
@NullMarked
package dev.terse.core.url;

import org.jspecify.annotations.NullMarked;
