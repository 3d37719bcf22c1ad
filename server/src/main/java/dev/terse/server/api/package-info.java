/**
 * The JSON API under {@code /-/api/v1}, one class for each resource; {@code openapi.yaml} is its
 * contract. Endpoints run on virtual threads and may ask the store.
 */
@NullMarked
package dev.terse.server.api;

import org.jspecify.annotations.NullMarked;
