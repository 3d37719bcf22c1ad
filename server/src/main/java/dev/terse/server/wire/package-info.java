/**
 * What stands between the socket and the request: limits on connections, on slow requests and on
 * readers, whose turn it is, the place for an early answer. Knows no link.
 */
@NullMarked
package dev.terse.server.wire;

import org.jspecify.annotations.NullMarked;
