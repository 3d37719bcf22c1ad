/**
 * What the API serves, one class for each resource: translates between its JSON and the verbs of
 * core. Knows no socket and no route.
 */
@NullMarked
package dev.terse.server.resource;

import org.jspecify.annotations.NullMarked;
