package dev.terse.server.redirect;

import dev.terse.server.origin.RequestPath;
import dev.terse.server.pages.ErrorPages;
import dev.terse.server.problem.Accepts;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import dev.terse.server.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Predicate;

/** What is answered where no link is: a page for browsers, a problem document for others. */
public final class Misses {
  private static final String METHODS = "GET, HEAD, OPTIONS";

  private final ErrorPages pages;
  private final Predicate<HttpServerRequest> ancestor;

  /**
   * Shows {@code pages} to browsers.
   *
   * @param ancestor answers an unknown code in an ancestor's way, or returns false
   */
  public Misses(ErrorPages pages, Predicate<HttpServerRequest> ancestor) {
    this.pages = pages;
    this.ancestor = ancestor;
  }

  /** No link has this path: 404, unless an ancestor has its own way. */
  public void unknown(HttpServerRequest request) {
    if (ancestor.test(request)) {
      return;
    }
    if (wantsPage(request)) {
      pages.notFound(request.response(), RequestPath.of(request));
    } else {
      Problems.answer(
          request.response(),
          Problem.of(
              ProblemType.LINK_UNKNOWN, "No link has the path " + RequestPath.of(request) + "."));
    }
  }

  /** 503: the store failed, so nobody can tell whether there is a link. */
  void unavailable(HttpServerRequest request) {
    if (wantsPage(request)) {
      pages.unavailable(request.response());
    } else {
      Problems.answer(
          request.response(),
          Problem.of(ProblemType.STORE_UNAVAILABLE, "The link cannot be looked up at the moment.")
              .withRemedy("Try again shortly."));
    }
  }

  /** 503: there is too much to do. */
  public void overloaded(HttpServerRequest request) {
    if (wantsPage(request)) {
      pages.overloaded(request.response());
    } else {
      Problems.overloaded(request.response());
    }
  }

  void wrongMethod(HttpServerRequest request) {
    HttpServerResponse response = request.response().putHeader(HttpHeaders.ALLOW, METHODS);
    if (HttpMethod.OPTIONS.equals(request.method())) {
      response.end();
    } else {
      Problems.answer(
          response,
          Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Links answer " + METHODS + " only."));
    }
  }

  void failed(HttpServerRequest request, Throwable fault) {
    Problems.answer(request.response(), Problems.internal("redirect", fault));
  }

  private static boolean wantsPage(HttpServerRequest request) {
    return Accepts.html(request.getHeader(HttpHeaders.ACCEPT));
  }
}
