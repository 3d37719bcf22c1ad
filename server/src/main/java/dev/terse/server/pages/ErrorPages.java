package dev.terse.server.pages;

import dev.terse.server.pages.view.Message;
import dev.terse.server.problem.Problems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** What people see when there is nothing else to show them. */
public final class ErrorPages {

  /** Characters of an unknown path that are shown. */
  private static final int SHOWN = 80;

  private final PageWriter pages;

  /** Answers through {@code pages}. */
  public ErrorPages(PageWriter pages) {
    this.pages = pages;
  }

  /** 404: no link and no page has {@code path}. */
  public void notFound(HttpServerResponse response, String path) {
    String shown = path.length() <= SHOWN ? path : path.substring(0, SHOWN - 1) + "…";
    Message message = Message.of(
        "No link here",
        "Nothing is found under " + shown + ".",
        "Check for a letter lost or added at the end. Capitals matter.");
    pages.write(response, 404, "message", message);
  }

  /** 503: nobody can tell now. */
  public void unavailable(HttpServerResponse response) {
    Message message = Message.of(
        "Not now",
        "This link cannot be looked up at the moment. It is not lost: please try again shortly.");
    tryAgain(response, message);
  }

  /** 503: there is too much to do. */
  public void overloaded(HttpServerResponse response) {
    tryAgain(
        response,
        Message.of("Too busy", "There is too much to do at the moment: please try again shortly."));
  }

  private void tryAgain(HttpServerResponse response, Message message) {
    response.putHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
    pages.write(response, 503, "message", message);
  }
}
