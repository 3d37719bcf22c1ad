/** The verbs of access: makes API keys and recognises them. Nothing here knows HTTP. */
@NullMarked
package dev.terse.core.keys;

import org.jspecify.annotations.NullMarked;
