/**
 * What stands between the socket and the request: the transport, limits on connections and on slow
 * headers, the place for an early answer. Knows no link.
 */
@NullMarked
package dev.terse.server.wire;

import org.jspecify.annotations.NullMarked;
