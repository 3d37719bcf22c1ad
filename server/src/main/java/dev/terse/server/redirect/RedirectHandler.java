package dev.terse.server.redirect;

import dev.terse.core.link.LinkKey;
import dev.terse.core.link.RedirectStatus;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.redirect.Resolution;
import dev.terse.server.loop.Loop;
import dev.terse.server.loop.Loops;
import dev.terse.server.loop.Outcome;
import dev.terse.server.origin.LinkPath;
import dev.terse.server.origin.RequestPath;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;

/** {@code GET|HEAD /CODE}: the hot path. Runs on event loops and never blocks them. */
public final class RedirectHandler implements Handler<HttpServerRequest> {
  private final Redirector redirector;
  private final Followed followed;
  private final Misses misses;
  private final Loops loops;
  private final Map<RedirectStatus, CharSequence> cacheControls =
      new EnumMap<>(RedirectStatus.class);

  /**
   * Answers what {@code redirector} finds, and leaves what it does not to {@code misses}.
   *
   * @param loops count what becomes of requests
   */
  public RedirectHandler(
      Redirector redirector, Followed followed, Misses misses, RedirectConfig config, Loops loops) {
    this.redirector = redirector;
    this.followed = followed;
    this.misses = misses;
    this.loops = loops;
    for (RedirectStatus status : RedirectStatus.values()) {
      cacheControls.put(status, HttpHeaders.createOptimized(config.cacheControl(status)));
    }
  }

  @Override
  public void handle(HttpServerRequest request) {
    long began = System.nanoTime();
    Loop loop = loops.mine();
    HttpMethod method = request.method();
    if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
      misses.wrongMethod(request);
      loop.answered(Outcome.METHOD, began);
      return;
    }
    LinkKey key = LinkPath.key(RequestPath.of(request));
    if (key == null) {
      misses.unknown(request);
      loop.answered(Outcome.UNKNOWN, began);
      return;
    }
    Resolution resolution = redirector.resolveNow(key);
    loop.lookedUp(resolution != null);
    if (resolution == null) {
      load(request, key, began);
    } else {
      loop.answered(answer(request, resolution), began);
    }
  }

  private Outcome answer(HttpServerRequest request, Resolution resolution) {
    return switch (resolution) {
      case Resolution.Redirect redirect -> {
        redirect(request, redirect);
        yield Outcome.REDIRECT;
      }
      case Resolution.Unknown() -> {
        misses.unknown(request);
        yield Outcome.UNKNOWN;
      }
      case Resolution.Unavailable() -> {
        misses.unavailable(request);
        yield Outcome.UNAVAILABLE;
      }
    };
  }

  private void redirect(HttpServerRequest request, Resolution.Redirect redirect) {
    RedirectStatus status = redirect.status();
    request
        .response()
        .setStatusCode(status.number())
        .putHeader(HttpHeaders.LOCATION, redirect.target().value())
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControls.get(status))
        .end();
    if (HttpMethod.GET.equals(request.method())) {
      followed.note(redirect.link());
    }
  }

  private void load(HttpServerRequest request, LinkKey key, long began) {
    Loop loop = loops.mine();
    Future.fromCompletionStage(redirector.resolve(key), Vertx.currentContext())
        .onSuccess(resolution -> loop.answered(answer(request, resolution), began))
        .onFailure(failure -> {
          misses.failed(request, failure);
          loop.answered(Outcome.FAILED, began);
        });
  }
}
