package dev.terse.core.store.receipt;

import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;

/**
 * Which link answers a request, written down before that link is made.
 *
 * @param request digest of what was asked
 * @param key where the link is, or is to be put
 * @param link its id; of a link to be put, no other link's
 * @param reused whether the link was there before the request
 */
public record Receipt(String request, LinkKey key, LinkId link, boolean reused) {}
