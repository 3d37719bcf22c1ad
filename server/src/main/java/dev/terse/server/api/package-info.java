/**
 * The frame of the JSON API under {@code /-/api/v1}: lets requests in, holds them against the
 * contract, runs endpoints on virtual threads and writes what they answer. Knows no resource.
 */
@NullMarked
package dev.terse.server.api;

import org.jspecify.annotations.NullMarked;
