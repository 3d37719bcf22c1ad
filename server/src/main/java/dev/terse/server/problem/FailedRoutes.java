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
        404, context -> fail(context, ProblemType.NOT_FOUND, "Nothing of Terse's has this path."));
    router.errorHandler(
        400, context -> fail(context, ProblemType.BAD_REQUEST, "The request cannot be read."));
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
        fail(context, ProblemType.METHOD_NOT_ALLOWED, "This path answers " + list + " only.");
      }
    };
  }

  private static void fail(RoutingContext context, ProblemType type, String detail) {
    Problems.answer(context.response(), Problem.of(type, detail));
  }

  /** Answers a body that could not be read, which is never the server's fault. */
  public static void unreadBody(RoutingContext context) {
    if (context.statusCode() == 413) {
      tooLarge(context);
      return;
    }
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    fail(context, ProblemType.BAD_REQUEST, "The body cannot be read.");
  }

  private static void fault(RoutingContext context) {
    Throwable failure = context.failure();
    Throwable fault = failure == null ? new IllegalStateException("failed for no reason") : failure;
    Problems.answer(context.response(), Problems.internal(context.normalizedPath(), fault));
  }

  /** What is left of the body will not be read, so the connection is of no further use. */
  private static void tooLarge(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    fail(context, ProblemType.BODY_TOO_LARGE, "The body is longer than the server reads.");
  }
}
