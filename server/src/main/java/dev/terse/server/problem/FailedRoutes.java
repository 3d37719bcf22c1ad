package dev.terse.server.problem;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers requests to own paths that no handler answered. */
public final class FailedRoutes {

  private FailedRoutes() {}

  /** Has {@code router} answer with problem documents. */
  public static void answer(Router router) {
    router.errorHandler(
        404,
        context -> fail(
            context,
            Problem.of(ProblemType.NOT_FOUND, "Nothing of Terse's has this path.")
                .withRemedy("See /-/api/v1/openapi.yaml for the API's paths.")));
    router.errorHandler(
        400,
        context -> fail(
            context,
            Problem.of(ProblemType.BAD_REQUEST, "The request cannot be read.")
                .withRemedy("Percent-encode the path and the query as UTF-8.")));
    router.errorHandler(500, FailedRoutes::fault);
  }

  /** Answers methods other than {@code allowed}, and tells which those are. */
  public static Handler<RoutingContext> otherMethods(Set<HttpMethod> allowed) {
    String list = Stream.concat(allowed.stream(), Stream.of(HttpMethod.OPTIONS))
        .map(HttpMethod::name)
        .collect(Collectors.joining(", "));
    return context -> {
      HttpMethod method = context.request().method();
      if (allowed.contains(method)) {
        context.next();
        return;
      }
      context.response().putHeader(HttpHeaders.ALLOW, list);
      if (HttpMethod.OPTIONS.equals(method)) {
        context.response().end();
      } else {
        fail(
            context,
            Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path does not answer " + method + ".")
                .withRemedy("Use one of " + list + "."));
      }
    };
  }

  private static void fail(RoutingContext context, Problem problem) {
    Problems.answer(context.response(), problem);
  }

  /** Answers as {@code other} does, but bodies longer than {@code limit} bytes with 413. */
  public static Handler<RoutingContext> tooLargeOr(Handler<RoutingContext> other, int limit) {
    return context -> {
      if (context.statusCode() == 413) {
        hangUp(
            context,
            Problem.of(ProblemType.BODY_TOO_LARGE, "The body is longer than " + limit + " bytes.")
                .withRemedy("Send a shorter body."));
      } else {
        other.handle(context);
      }
    };
  }

  /** Answers a body that could not be read, which is never the server's fault. */
  public static void unreadBody(RoutingContext context) {
    hangUp(
        context,
        Problem.of(ProblemType.BAD_REQUEST, "The body cannot be read.")
            .withRemedy("Send the whole body, encoded as its Content-Type says."));
  }

  /** Answers a body that is compressed, which no handler undoes; lets others pass. */
  public static void encodedBody(RoutingContext context) {
    String coding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (coding == null || coding.strip().equalsIgnoreCase("identity")) {
      context.next();
      return;
    }
    hangUp(
        context,
        Problem.of(ProblemType.MEDIA_TYPE_UNSUPPORTED, "The body has a Content-Encoding.")
            .withField("Content-Encoding")
            .withRemedy("Send the body as it is, without Content-Encoding."));
  }

  private static void fault(RoutingContext context) {
    Throwable failure = context.failure();
    Throwable fault = failure == null ? new IllegalStateException("failed for no reason") : failure;
    Problems.answer(context.response(), Problems.internal(context.normalizedPath(), fault));
  }

  /** What is left of the body will not be read, so the connection is of no further use. */
  private static void hangUp(RoutingContext context, Problem problem) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    fail(context, problem);
  }
}
