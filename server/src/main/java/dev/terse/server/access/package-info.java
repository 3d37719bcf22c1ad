/**
 * Who may do what: tells plainly local requests from others and asks for API keys. Knows HTTP
 * headers and the keys' verbs, no routes.
 */
@NullMarked
package dev.terse.server.access;

import org.jspecify.annotations.NullMarked;
