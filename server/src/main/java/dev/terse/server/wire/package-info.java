/**
 * What stands between the socket and the request: the transport, limits on connections and on slow
 * headers. Knows no path.
 */
@NullMarked
package dev.terse.server.wire;

import org.jspecify.annotations.NullMarked;
