/**
 * The verbs that make and change links: they judge what was sent, draw a code and store. Nothing
 * here knows HTTP.
 */
@NullMarked
package dev.terse.core.shorten;

import org.jspecify.annotations.NullMarked;
