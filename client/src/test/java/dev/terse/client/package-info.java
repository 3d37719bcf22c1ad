/** The client against a small server that answers what a test prepared. */
@NullMarked
package dev.terse.client;

import org.jspecify.annotations.NullMarked;
