package dev.terse.server.ops;

import dev.terse.core.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;

/** Tells machines whether to restart this process and whether to send it requests. */
public final class HealthHandlers {

  /** Where the process says whether it works at all. */
  public static final String LIVE = "/-/health/live";

  /** Where the server says whether it shall be sent requests. */
  public static final String READY = "/-/health/ready";

  private final Readiness readiness;
  private final Store store;
  private final Executor blocking;

  /** Answers from {@code readiness}, which asks {@code store} on {@code blocking}. */
  public HealthHandlers(Readiness readiness, Store store, Executor blocking) {
    this.readiness = readiness;
    this.store = store;
    this.blocking = blocking;
  }

  /** 200 as long as the process works at all. */
  public void live(RoutingContext context) {
    answer(context.response(), Health.ALIVE);
  }

  /** 200 if the server shall be sent requests, 503 otherwise. */
  public void ready(RoutingContext context) {
    Future.fromCompletionStage(readiness.check(store, blocking), Vertx.currentContext())
        .onSuccess(health -> answer(context.response(), health))
        .onFailure(context::fail);
  }

  static void answer(HttpServerResponse response, Health health) {
    response
        .setStatusCode(health.status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(health.body);
  }
}
