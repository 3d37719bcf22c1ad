/**
 * Which codes there are, how many, and in which order they are given out: arithmetic and nothing
 * else. Nothing here knows a link or a store.
 */
@NullMarked
package dev.terse.core.space;

import org.jspecify.annotations.NullMarked;
