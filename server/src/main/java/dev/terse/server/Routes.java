package dev.terse.server;

import dev.terse.core.code.ReservedCodes;
import dev.terse.server.ancestors.AncestorsConfig;
import dev.terse.server.ops.HealthHandlers;
import dev.terse.server.ops.Readiness;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/** Every route of the product on one screen. */
public final class Routes {
  private final Readiness readiness;

  Routes(Readiness readiness) {
    this.readiness = readiness;
  }

  /** Codes that no link may have, because a route that {@code config} switches on has the path. */
  public static ReservedCodes reserved(ServerConfig config) {
    Set<String> words = new HashSet<>(Set.of("robots.txt", "favicon.ico"));
    AncestorsConfig ancestors = config.ancestors();
    if (ancestors.s()) {
      words.add("get");
    }
    if (ancestors.flask()) {
      words.add("shorten_url");
    }
    return new ReservedCodes(words);
  }

  Handler<HttpServerRequest> door(Vertx vertx, Executor blocking) {
    HealthHandlers health = new HealthHandlers(vertx, readiness, blocking);
    Router router = Router.router(vertx);
    router.get("/-/health/live").handler(health::live);
    router.get("/-/health/ready").handler(health::ready);
    return router;
  }
}
