package dev.terse.server.redirect;

import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.redirect.Resolution;
import dev.terse.core.visit.Visit;
import dev.terse.core.visit.VisitSink;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.RequestPath;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;

/** {@code GET|HEAD /CODE}: the hot path. Runs on event loops and never blocks them. */
public final class RedirectHandler implements Handler<HttpServerRequest> {
  private static final CharSequence TEMPORARY = HttpHeaders.createOptimized("private, no-store");

  private final Redirector redirector;
  private final VisitSink visits;
  private final InstantSource clock;
  private final Misses misses;
  private final CharSequence permanent;

  /** Answers what {@code redirector} finds, and leaves what it does not to {@code misses}. */
  public RedirectHandler(
      Redirector redirector,
      VisitSink visits,
      InstantSource clock,
      Misses misses,
      RedirectConfig config) {
    this.redirector = redirector;
    this.visits = visits;
    this.clock = clock;
    this.misses = misses;
    this.permanent =
        HttpHeaders.createOptimized("private, max-age=" + config.maxAge().toSeconds());
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpMethod method = request.method();
    if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
      misses.wrongMethod(request);
      return;
    }
    LinkKey key = LinkPath.key(RequestPath.of(request));
    if (key == null) {
      misses.unknown(request);
      return;
    }
    Resolution resolution = redirector.resolveNow(key);
    if (resolution == null) {
      load(request, key);
    } else {
      answer(request, resolution);
    }
  }

  private void answer(HttpServerRequest request, Resolution resolution) {
    switch (resolution) {
      case Resolution.Redirect redirect -> redirect(request, redirect);
      case Resolution.Unknown() -> misses.unknown(request);
      case Resolution.Unavailable() -> misses.unavailable(request);
    }
  }

  private void redirect(HttpServerRequest request, Resolution.Redirect redirect) {
    RedirectStatus status = redirect.status();
    request
        .response()
        .setStatusCode(status.number())
        .putHeader(HttpHeaders.LOCATION, redirect.target().value())
        .putHeader(HttpHeaders.CACHE_CONTROL, status.isPermanent() ? permanent : TEMPORARY)
        .end();
    if (HttpMethod.GET.equals(request.method())) {
      visits.accept(new Visit(redirect.link(), clock.millis()));
    }
  }

  private void load(HttpServerRequest request, LinkKey key) {
    Future.fromCompletionStage(redirector.resolve(key), Vertx.currentContext())
        .onSuccess(resolution -> answer(request, resolution))
        .onFailure(failure -> misses.failed(request, failure));
  }
}
