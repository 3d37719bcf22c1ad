package dev.terse.server.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with problem documents. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** When to try again what was answered 503. */
  public static final String RETRY_AFTER_SECONDS = "5";

  private static final Buffer OVERLOADED = Problem.of(
          ProblemType.OVERLOADED, "The server has more to do than it can; nothing was done.")
      .withRemedy("Try again after the time that Retry-After says.")
      .toJson();

  private Problems() {}

  /** Answers with {@code problem} and the headers that go with its status; ends the response. */
  public static void answer(HttpServerResponse response, Problem problem) {
    if (response.ended() || response.closed()) {
      return;
    }
    answer(response, problem.type().status(), problem.toJson());
  }

  /** Answers that there is too much to do; costs little. */
  public static void overloaded(HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      answer(response, ProblemType.OVERLOADED.status(), overloaded());
    }
  }

  /** The document that says that there is too much to do; not to be changed. */
  public static Buffer overloaded() {
    return OVERLOADED;
  }

  private static void answer(HttpServerResponse response, int status, Buffer document) {
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"terse\"");
    }
    if (status == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response.end(document);
  }

  /** Logs our own fault, and makes the problem that refers to the log and tells nothing else. */
  public static Problem internal(String what, Throwable fault) {
    String reference = UUID.randomUUID().toString();
    LOG.error("{} failed, reference {}", what, reference, fault);
    return Problem.of(ProblemType.INTERNAL, "The server failed to answer; this is its own fault.")
        .withRemedy("Report it with the reference.")
        .withReference(reference);
  }
}
