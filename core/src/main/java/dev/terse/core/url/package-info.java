/**
 * Reads URLs as the WHATWG URL Standard does. Knows nothing of links: what may be shortened is
 * decided elsewhere.
 */
@NullMarked
package dev.terse.core.url;

import org.jspecify.annotations.NullMarked;
