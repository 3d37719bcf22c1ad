/**
 * A typed client of Terse's HTTP API: the JDK's HTTP client, Jackson and nothing else. It knows the
 * API's documents and none of the server's types.
 */
@NullMarked
package dev.terse.client;

import org.jspecify.annotations.NullMarked;
