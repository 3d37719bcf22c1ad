/** What single resources of the API promise, over the wire. */
@NullMarked
package dev.terse.server.resource;

import org.jspecify.annotations.NullMarked;
