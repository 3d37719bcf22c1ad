package dev.terse.server;

import dev.terse.core.access.Scope;
import dev.terse.server.access.Gate;
import dev.terse.server.ancestors.FlaskEndpoint;
import dev.terse.server.api.Api;
import dev.terse.server.assets.Assets;
import dev.terse.server.load.Pressure;
import dev.terse.server.loop.Loops;
import dev.terse.server.loop.Transports;
import dev.terse.server.ops.AccessLog;
import dev.terse.server.ops.Readiness;
import dev.terse.server.origin.OwnPaths;
import dev.terse.server.origin.PublicUrls;
import dev.terse.server.pages.ErrorPages;
import dev.terse.server.pages.PageWriter;
import dev.terse.server.pages.Visitors;
import dev.terse.server.pages.view.Site;
import dev.terse.server.redirect.Followed;
import dev.terse.server.redirect.KnownRedirects;
import dev.terse.server.redirect.Misses;
import dev.terse.server.redirect.RedirectHandler;
import dev.terse.server.wire.Shortcut;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** What the routes share, put together once. */
final class Wiring {
  private static final int BEFORE_ALL = -1;

  final Vertx vertx;
  final String transport;
  final ServerConfig config;
  final ServerParts parts;
  final Readiness readiness;
  final Executor virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
  final Pressure pressure;
  final Gate gate;
  final PublicUrls urls;
  final Api api;
  final Assets assets = new Assets();
  final PageWriter pages;
  final ErrorPages errors;
  final Visitors visitors;
  final Misses misses;
  private final OwnPaths own;
  private final Loops loops;
  private final int eventLoops;
  private final Followed followed;

  /**
   * How a server does.
   *
   * @param readiness whether it shall be sent requests
   * @param loops count what its event loops answer
   * @param pressure what it turns away
   */
  record Condition(Readiness readiness, Loops loops, Pressure pressure) {}

  /** Puts together what {@code config} and {@code parts} say. */
  Wiring(Transports.Opened machine, ServerConfig config, ServerParts parts, Condition condition) {
    this.vertx = machine.vertx();
    this.transport = machine.name();
    this.eventLoops = machine.loops();
    this.config = config;
    this.parts = parts;
    this.readiness = condition.readiness();
    this.loops = condition.loops();
    this.pressure = condition.pressure();
    this.gate = new Gate(config.auth(), parts.keys());
    this.urls = new PublicUrls(config.url(), config.proxies());
    this.api = new Api(gate, urls, pressure.work(), virtualThreads);
    this.pages = new PageWriter(new Site(assets, config.home()));
    this.errors = new ErrorPages(pages);
    this.visitors = new Visitors(request -> gate.isOpen(request, Scope.WRITE), urls::of);
    this.misses =
        new Misses(errors, config.ancestors().flask() ? FlaskEndpoint::unknown : request -> false);
    this.own = new OwnPaths(RootPath.on(config));
    this.followed = new Followed(parts.visits(), parts.clock());
  }

  /** What every request is handed to that no shortcut has answered. */
  Handler<HttpServerRequest> door() {
    RedirectHandler links =
        new RedirectHandler(parts.redirector(), followed, misses, config.redirects(), loops);
    Router ours = new Routes(this).router();
    ours.route().order(BEFORE_ALL).handler(parts.metrics().requests());
    FrontDoor door = new FrontDoor(own, ours, links, readiness);
    return config.accessLog() ? new AccessLog(door, config.proxies()) : door;
  }

  /** What each request's bytes are shown first. The access log sees requests only. */
  Shortcut shortcut() {
    return config.redirects().shortcut() && !config.accessLog()
        ? new KnownRedirects(
            own, () -> parts.redirector().near(eventLoops), followed, config.redirects(), readiness)
        : Shortcut.NONE;
  }
}
