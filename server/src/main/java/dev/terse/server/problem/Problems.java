package dev.terse.server.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with problem documents. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  private Problems() {}

  /** Answers with {@code problem} and the headers that go with its status; ends the response. */
  public static void answer(HttpServerResponse response, Problem problem) {
    if (response.ended() || response.closed()) {
      return;
    }
    int status = problem.type().status();
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
    response.end(problem.toJson());
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
