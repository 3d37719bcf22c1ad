/**
 * Files that browsers fetch: style, script, icons and {@code robots.txt}. Knows no link and no
 * page.
 */
@NullMarked
package dev.terse.server.assets;

import org.jspecify.annotations.NullMarked;
