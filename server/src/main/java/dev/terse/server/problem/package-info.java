/**
 * What went wrong, as HTTP tells it (RFC 9457). Types are stable: programs tell problems apart by
 * them. Knows no route by name and no resource.
 */
@NullMarked
package dev.terse.server.problem;

import org.jspecify.annotations.NullMarked;
