/** Everything goes from one backend to another and back, on real servers. */
@NullMarked
package dev.terse.moving;

import org.jspecify.annotations.NullMarked;
