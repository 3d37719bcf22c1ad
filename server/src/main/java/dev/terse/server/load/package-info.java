/**
 * What the server takes on, and what it turns away before that harms the rest: bounds on
 * connections, on memory for requests that arrive, and on work beside redirects. Counts what it
 * does; answers nothing and knows no route.
 */
@NullMarked
package dev.terse.server.load;

import org.jspecify.annotations.NullMarked;
