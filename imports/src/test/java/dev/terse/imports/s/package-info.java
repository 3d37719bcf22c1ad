/** Tests against a real Redis, filled as S fills it. */
@NullMarked
package dev.terse.imports.s;

import org.jspecify.annotations.NullMarked;
