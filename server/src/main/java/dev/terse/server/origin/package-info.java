/**
 * Where a request comes from and under which name it reached us: trusted proxies, loopback names,
 * the public URL. Believes no header that it was not told to believe.
 */
@NullMarked
package dev.terse.server.origin;

import org.jspecify.annotations.NullMarked;
