/**
 * {@code openapi.yaml}, and whether a request is what it says. Knows JSON and schemas, no endpoint.
 */
@NullMarked
package dev.terse.server.contract;

import org.jspecify.annotations.NullMarked;
