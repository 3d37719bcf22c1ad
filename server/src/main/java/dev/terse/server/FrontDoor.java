package dev.terse.server;

import dev.terse.server.ops.Readiness;
import dev.terse.server.origin.OwnPaths;
import dev.terse.server.origin.RequestPath;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Decides whether a path is a link or ours: everything of ours lies under {@code /-/}, but for a
 * few fixed paths.
 */
final class FrontDoor implements Handler<HttpServerRequest> {
  private final OwnPaths own;
  private final Handler<HttpServerRequest> ours;
  private final Handler<HttpServerRequest> links;
  private final Readiness readiness;

  /** Leads to {@code ours} whatever has one of our {@code own} paths, and else to {@code links}. */
  FrontDoor(
      OwnPaths own,
      Handler<HttpServerRequest> ours,
      Handler<HttpServerRequest> links,
      Readiness readiness) {
    this.own = own;
    this.ours = ours;
    this.links = links;
    this.readiness = readiness;
  }

  @Override
  public void handle(HttpServerRequest request) {
    closeIfStopping(request);
    if (own.hold(RequestPath.of(request))) {
      request.response().headersEndHandler(_ -> closeIfStopping(request));
      ours.handle(request);
    } else {
      links.handle(request);
      if (!request.response().ended()) {
        request.response().headersEndHandler(_ -> closeIfStopping(request));
      }
    }
  }

  /** Tells the client not to send more on this connection. */
  private void closeIfStopping(HttpServerRequest request) {
    if (readiness.isStopping()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }
}
