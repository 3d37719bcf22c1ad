package dev.terse.server.pages;

import dev.terse.server.origin.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What pages ask about those who ask for them.
 *
 * @param mayShorten whether a request may make links without showing an API key
 * @param url what short URLs begin with, for a request
 */
public record Visitors(
    Predicate<HttpServerRequest> mayShorten, Function<HttpServerRequest, PublicUrl> url) {}
