/**
 * A look-aside tier in front of a store that nodes share: redirects are looked up in a fast cache
 * first, and losing it costs latency only. docs/decisions/0079 says why no old link survives in it.
 */
@NullMarked
package dev.terse.core.tier;

import org.jspecify.annotations.NullMarked;
