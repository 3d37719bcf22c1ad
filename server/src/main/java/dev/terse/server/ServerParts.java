package dev.terse.server;

import dev.terse.core.keys.ApiKeys;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.shorten.LinkEditor;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.store.Store;
import dev.terse.core.visit.VisitSink;
import dev.terse.server.api.Facts;
import dev.terse.server.metrics.Metrics;
import java.time.InstantSource;

/**
 * What the server serves. All parts outlive it: who made them closes them, after the server has
 * stopped.
 *
 * @param store listed, searched and asked for its health
 * @param shortener makes links; its reserved codes are {@link Routes#reserved}
 * @param editor changes links
 * @param redirector resolves codes
 * @param visits takes each followed redirect
 * @param keys makes and recognises API keys
 * @param clock tells the time of visits
 * @param facts what {@code /info} tells beside the store's traits
 * @param metrics what the server's figures are added to
 */
public record ServerParts(
    Store store,
    Shortener shortener,
    LinkEditor editor,
    Redirector redirector,
    VisitSink visits,
    ApiKeys keys,
    InstantSource clock,
    Facts facts,
    Metrics metrics) {}
