package dev.terse.server.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Tells machines whether to restart this process and whether to send it requests. */
public final class HealthHandlers {
  private static final String UP = "{\"status\":\"up\"}";
  private static final String DOWN = "{\"status\":\"down\"}";

  private final Readiness readiness;
  private final Executor blocking;

  /** Answers from {@code readiness}, which is asked on {@code blocking}. */
  public HealthHandlers(Readiness readiness, Executor blocking) {
    this.readiness = readiness;
    this.blocking = blocking;
  }

  /** 200 as long as the process works at all. */
  public void live(RoutingContext context) {
    answer(context, true);
  }

  /** 200 if the server can serve now, 503 otherwise. */
  public void ready(RoutingContext context) {
    CompletableFuture<Boolean> check = CompletableFuture.supplyAsync(readiness::check, blocking);
    Future.fromCompletionStage(check, Vertx.currentContext())
        .onSuccess(up -> answer(context, up))
        .onFailure(context::fail);
  }

  private static void answer(RoutingContext context, boolean up) {
    context
        .response()
        .setStatusCode(up ? 200 : 503)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(up ? UP : DOWN);
  }
}
