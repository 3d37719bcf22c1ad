package dev.terse.server.ops;

import dev.terse.server.origin.RequestPath;
import dev.terse.server.problem.Problem;
import dev.terse.server.problem.ProblemType;
import dev.terse.server.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** What a server answers before its store could be opened: that it lives, and nothing else. */
public final class WaitingDoor implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    switch (RequestPath.of(request)) {
      case HealthHandlers.LIVE -> HealthHandlers.answer(request.response(), Health.ALIVE);
      case HealthHandlers.READY -> HealthHandlers.answer(request.response(), Health.WAITING);
      default ->
        Problems.answer(
            request.response(),
            Problem.of(ProblemType.STORE_UNAVAILABLE, "The store cannot be reached yet.")
                .withRemedy("Try again shortly."));
    }
  }
}
