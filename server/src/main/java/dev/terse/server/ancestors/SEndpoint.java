package dev.terse.server.ancestors;

import dev.terse.core.access.Scope;
import dev.terse.core.link.Link;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.store.StoreException;
import dev.terse.server.access.Admission;
import dev.terse.server.access.Gate;
import dev.terse.server.origin.PublicUrls;
import dev.terse.server.problem.FailedRoutes;
import dev.terse.server.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /get} of S: the form field {@code url} becomes {@code ["success", SHORT-URL]}. Blocks
 * on the store; wants the body read before.
 *
 * <p>S answers every failure with 200. So does this, as long as the request is at fault; where the
 * server is, or a key is missing, the status says so and the body keeps S's form.
 */
public final class SEndpoint implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(SEndpoint.class);

  private static final String FAILED = "Some error occured";
  private static final String INVALID = "Url does not seem to be valid";

  /** Longest URL that S accepts, in characters. */
  private static final int MAX_URL = 2_000;

  private final Gate gate;
  private final PublicUrls urls;
  private final Shortener shortener;

  /** Shortens through {@code shortener} for those whom {@code gate} lets in. */
  public SEndpoint(Gate gate, PublicUrls urls, Shortener shortener) {
    this.gate = gate;
    this.urls = urls;
    this.shortener = shortener;
  }

  private record Reply(int status, String outcome, String text) {
    static Reply failure(int status, String text) {
      return new Reply(status, "failure", text);
    }
  }

  /** Answers a form that cannot be decoded as S answers what is no URL. */
  public static void unread(RoutingContext context) {
    if (Fields.areMalformed(context)) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      answer(context, Reply.failure(200, INVALID));
    } else {
      FailedRoutes.unreadBody(context);
    }
  }

  /** Answers that there is too much to do. */
  public static void overloaded(RoutingContext context) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
    answer(context, Reply.failure(503, FAILED));
  }

  @Override
  public void handle(RoutingContext context) {
    answer(context, reply(context.request()));
  }

  private static void answer(RoutingContext context, Reply reply) {
    context
        .response()
        .setStatusCode(reply.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end("[" + PythonJson.string(reply.outcome()) + ", " + PythonJson.string(reply.text())
            + "]");
  }

  private Reply reply(HttpServerRequest request) {
    try {
      return switch (gate.admit(request, Scope.WRITE)) {
        case Admission.Refused refused ->
          Reply.failure(refused.problem().type().status(), refused.problem().detail());
        case Admission.Admitted admitted ->
          reply(request, Fields.first(request.formAttributes(), "url"), admitted.creator());
      };
    } catch (StoreException e) {
      LOG.warn("cannot shorten: {}", e.getMessage());
      return Reply.failure(503, FAILED);
    }
  }

  private Reply reply(HttpServerRequest request, @Nullable String url, @Nullable String creator) {
    if (url == null || url.isEmpty()) {
      return Reply.failure(200, "No url sent");
    }
    if (url.codePointCount(0, url.length()) > MAX_URL) {
      return Reply.failure(200, "Url length not accepted");
    }
    return switch (shortener.shorten(ShortenRequest.of(url).reusing().by(creator))) {
      case Shortened.Created created -> success(request, created.link());
      case Shortened.Reused reused -> success(request, reused.link());
      case Shortened.InvalidTarget _ -> Reply.failure(200, INVALID);
      case Shortened.InvalidCode _, Shortened.CodeTaken _ ->
        throw new AssertionError("no code was chosen");
      case Shortened.Exhausted exhausted -> Reply.failure(507, exhausted.remedy());
    };
  }

  private Reply success(HttpServerRequest request, Link link) {
    return new Reply(200, "success", urls.of(request).of(link.code()));
  }
}
