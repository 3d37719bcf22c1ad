package dev.terse.server.wire;

import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import dev.terse.server.problem.Problems;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Answers what the decoder could not read, and closes the connection: what follows is unknown. */
public final class InvalidRequests implements Handler<HttpServerRequest> {

  private final int limit;

  /** Answers what is longer than {@code limit} bytes, or not to be understood. */
  public InvalidRequests(int limit) {
    this.limit = limit;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Problems.answer(request.response(), problem(request.decoderResult().cause()));
    request.connection().close();
  }

  private Problem problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ ->
        Problem.of(ProblemType.URI_TOO_LONG, "The request line is longer than " + limit + " bytes.")
            .withRemedy("Shorten the path or the query.");
      case TooLongHttpHeaderException _ ->
        Problem.of(ProblemType.HEADERS_TOO_LARGE, "The header is longer than " + limit + " bytes.")
            .withRemedy("Send fewer or shorter header fields, such as cookies.");
      case BoundaryDecoder.TooManyFieldsException _ ->
        Problem.of(
                ProblemType.HEADERS_TOO_LARGE,
                "The header has more than " + BoundaryDecoder.MOST_FIELDS + " fields.")
            .withRemedy("Send fewer header fields.");
      default ->
        Problem.of(ProblemType.BAD_REQUEST, "This is no HTTP/1.1 request.")
            .withRemedy("Send HTTP/1.1 with one Host, and a body's length once or in chunks.");
    };
  }
}
