package dev.terse.server.metrics;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Times each request that comes by, until its answer is written, and passes it on. Knows requests
 * by the route that answered them, never by their path: routes are few.
 */
final class RequestTimes implements Handler<RoutingContext> {
  private static final String OTHER = "other";

  private static final Set<HttpMethod> METHODS = Set.of(
      HttpMethod.GET,
      HttpMethod.HEAD,
      HttpMethod.POST,
      HttpMethod.PATCH,
      HttpMethod.DELETE,
      HttpMethod.OPTIONS);

  private final MeterProvider<Timer> times;

  RequestTimes(MeterRegistry registry, Duration[] bounds) {
    this.times = Metrics.timer(
            "terse.http.request.duration",
            "Requests for pages and the API: from the request to its answer.",
            bounds)
        .withRegistry(registry);
  }

  @Override
  public void handle(RoutingContext context) {
    long began = System.nanoTime();
    context.response().bodyEndHandler(_ -> note(context, System.nanoTime() - began));
    context.next();
  }

  private void note(RoutingContext context, long nanos) {
    Route route = context.currentRoute();
    String path = route == null ? null : route.getPath();
    HttpMethod method = context.request().method();
    times
        .withTags(Tags.of(
            "method",
            METHODS.contains(method) ? method.name() : OTHER,
            "route",
            path == null ? OTHER : path,
            "status",
            context.response().getStatusCode() / 100 + "xx"))
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
