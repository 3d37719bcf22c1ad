/** Who may do what: API keys and their scopes, as values. Nothing here knows HTTP or a store. */
@NullMarked
package dev.terse.core.access;

import org.jspecify.annotations.NullMarked;
