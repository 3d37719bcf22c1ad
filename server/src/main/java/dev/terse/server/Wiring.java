package dev.terse.server;

import dev.terse.core.access.Scope;
import dev.terse.server.access.Gate;
import dev.terse.server.ancestors.FlaskEndpoint;
import dev.terse.server.api.Api;
import dev.terse.server.assets.Assets;
import dev.terse.server.ops.AccessLog;
import dev.terse.server.ops.Readiness;
import dev.terse.server.origin.PublicUrls;
import dev.terse.server.pages.ErrorPages;
import dev.terse.server.pages.PageWriter;
import dev.terse.server.pages.Visitors;
import dev.terse.server.pages.view.Site;
import dev.terse.server.redirect.Misses;
import dev.terse.server.redirect.RedirectHandler;
import dev.terse.server.wire.Transports;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Executor;

/** What the routes share, put together once. */
final class Wiring {
  final Vertx vertx;
  final String transport;
  final ServerConfig config;
  final ServerParts parts;
  final Readiness readiness;
  final Executor virtualThreads;
  final Gate gate;
  final PublicUrls urls;
  final Api api;
  final Assets assets = new Assets();
  final PageWriter pages;
  final ErrorPages errors;
  final Visitors visitors;
  final Misses misses;

  /** Puts together what {@code config} and {@code parts} say; blocks on {@code virtualThreads}. */
  Wiring(
      Transports.Opened machine,
      ServerConfig config,
      ServerParts parts,
      Readiness readiness,
      Executor virtualThreads) {
    this.vertx = machine.vertx();
    this.transport = machine.name();
    this.config = config;
    this.parts = parts;
    this.readiness = readiness;
    this.virtualThreads = virtualThreads;
    this.gate = new Gate(config.auth(), parts.keys());
    this.urls = new PublicUrls(config.url(), config.proxies());
    this.api = new Api(gate, urls, virtualThreads);
    this.pages = new PageWriter(new Site(assets, config.home()));
    this.errors = new ErrorPages(pages);
    this.visitors = new Visitors(request -> gate.isOpen(request, Scope.WRITE), urls::of);
    this.misses =
        new Misses(errors, config.ancestors().flask() ? FlaskEndpoint::unknown : request -> false);
  }

  /** What every request is handed to. */
  Handler<HttpServerRequest> door() {
    RedirectHandler links = new RedirectHandler(
        parts.redirector(), parts.visits(), parts.clock(), misses, config.redirects());
    FrontDoor door =
        new FrontDoor(RootPath.on(config), new Routes(this).router(), links, readiness);
    return config.accessLog() ? new AccessLog(door, config.proxies()) : door;
  }
}
