/** What templates show, as values that know how they read. Nothing here answers a request. */
@NullMarked
package dev.terse.server.pages.view;

import org.jspecify.annotations.NullMarked;
