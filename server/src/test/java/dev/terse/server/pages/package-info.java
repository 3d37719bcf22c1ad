/** Tests of the pages, in a real browser where a browser matters. */
@NullMarked
package dev.terse.server.pages;

import org.jspecify.annotations.NullMarked;
