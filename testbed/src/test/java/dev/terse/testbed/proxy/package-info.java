/** Tests of what torments servers. */
@NullMarked
package dev.terse.testbed.proxy;

import org.jspecify.annotations.NullMarked;
