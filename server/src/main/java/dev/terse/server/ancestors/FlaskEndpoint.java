package dev.terse.server.ancestors;

import dev.terse.core.access.Scope;
import dev.terse.core.code.GeneratorName;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.shorten.ShortenRequest;
import dev.terse.core.shorten.Shortened;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.store.StoreException;
import dev.terse.server.access.Admission;
import dev.terse.server.access.Gate;
import dev.terse.server.origin.PublicUrl;
import dev.terse.server.origin.PublicUrls;
import dev.terse.server.origin.RequestPath;
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
 * {@code POST /shorten_url} of the Flask demo: {@code url} from form, query or JSON gets a digest
 * code. Blocks on the store; wants the body read before.
 */
public final class FlaskEndpoint implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(FlaskEndpoint.class);

  private static final String MISSING =
      PythonJson.string("Please provide a url to be shortened, in the field 'url'");
  private static final String INVALID = PythonJson.string("Invalid url provided. Requires scheme"
      + " ('http://', 'https://', etc) at the start and a '.<something>' too");
  private static final String FAILED = PythonJson.string("Unable to shorten url.");

  private final Gate gate;
  private final PublicUrls urls;
  private final Shortener shortener;
  private final @Nullable String serviceBase;

  /** Shortens through {@code shortener} for those whom {@code gate} lets in. */
  public FlaskEndpoint(
      Gate gate, PublicUrls urls, Shortener shortener, @Nullable String serviceBase) {
    this.gate = gate;
    this.urls = urls;
    this.shortener = shortener;
    this.serviceBase = serviceBase;
  }

  private record Reply(int status, String json) {}

  /** Answers a form that cannot be decoded as the Flask demo answers what is no URL. */
  public static void unread(RoutingContext context) {
    if (Fields.areMalformed(context)) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      answer(context, new Reply(400, INVALID));
    } else {
      FailedRoutes.unreadBody(context);
    }
  }

  /** Answers that there is too much to do. */
  public static void overloaded(RoutingContext context) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
    answer(context, new Reply(503, FAILED));
  }

  @Override
  public void handle(RoutingContext context) {
    answer(context, reply(context));
  }

  private static void answer(RoutingContext context, Reply reply) {
    context
        .response()
        .setStatusCode(reply.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(reply.json() + "\n");
  }

  /**
   * Answers a code that no link has as the Flask demo does; leaves paths to 404 that it has not.
   */
  public static boolean unknown(HttpServerRequest request) {
    String path = RequestPath.of(request);
    if (path.indexOf('/', 1) >= 0) {
      return false;
    }
    request
        .response()
        .setStatusCode(400)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .end("Shortened URL not valid");
    return true;
  }

  private Reply reply(RoutingContext context) {
    try {
      return switch (gate.admit(context.request(), Scope.WRITE)) {
        case Admission.Refused refused ->
          new Reply(
              refused.problem().type().status(),
              PythonJson.string(refused.problem().detail()));
        case Admission.Admitted admitted ->
          switch (SentUrl.read(context)) {
            case SentUrl.Malformed malformed ->
              new Reply(400, "{\"message\": " + PythonJson.string(malformed.message()) + "}");
            case SentUrl.None() -> new Reply(400, MISSING);
            case SentUrl.Sent sent -> shorten(context, sent.url(), admitted.creator());
          };
      };
    } catch (StoreException e) {
      LOG.warn("cannot shorten: {}", e.getMessage());
      return new Reply(503, FAILED);
    }
  }

  private Reply shorten(RoutingContext context, String url, @Nullable String creator) {
    if (!hasSchemeAndDot(url)) {
      return new Reply(400, INVALID);
    }
    ShortenRequest request =
        new ShortenRequest(url, null, GeneratorName.DIGEST, LinkDetails.NONE, true, creator);
    return switch (shortener.shorten(request)) {
      case Shortened.Created created -> success(context, created.link());
      case Shortened.Reused reused -> success(context, reused.link());
      case Shortened.InvalidTarget _ -> new Reply(400, INVALID);
      case Shortened.InvalidCode _, Shortened.CodeTaken _ ->
        throw new AssertionError("no code was chosen");
      case Shortened.Exhausted _ -> new Reply(500, FAILED);
    };
  }

  private Reply success(RoutingContext context, Link link) {
    String path = PublicUrl.encode(link.code().value());
    String shortUrl =
        serviceBase == null ? urls.of(context.request()).of(link.code()) : serviceBase + path;
    return new Reply(200, "{\"shortened_url\": " + PythonJson.string(shortUrl) + "}");
  }

  /** The Flask demo's own rule: a scheme, and a dot in the host. */
  private static boolean hasSchemeAndDot(String url) {
    int scheme = url.indexOf("://");
    if (scheme < 1) {
      return false;
    }
    String host = url.substring(scheme + 3).split("[/?#]", 2)[0];
    return host.indexOf('.') >= 0;
  }
}
