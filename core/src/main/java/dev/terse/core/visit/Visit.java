package dev.terse.core.visit;

import dev.terse.core.link.LinkId;

/**
 * One followed redirect.
 *
 * @param link the link that was followed
 * @param atMillis when, in milliseconds since 1970-01-01T00:00Z
 */
public record Visit(LinkId link, long atMillis) {}
