package dev.terse.server;

import dev.terse.core.access.Scope;
import dev.terse.core.code.ReservedCodes;
import dev.terse.server.ancestors.FlaskEndpoint;
import dev.terse.server.ancestors.SEndpoint;
import dev.terse.server.api.Api;
import dev.terse.server.assets.AssetHandlers;
import dev.terse.server.assets.Assets;
import dev.terse.server.load.Kind;
import dev.terse.server.ops.HealthHandlers;
import dev.terse.server.ops.MetricsHandler;
import dev.terse.server.pages.FlaskHelpPage;
import dev.terse.server.pages.HomePage;
import dev.terse.server.pages.LinkPage;
import dev.terse.server.pages.QrImage;
import dev.terse.server.pages.ShortenForm;
import dev.terse.server.pages.view.LinkView;
import dev.terse.server.problem.FailedRoutes;
import dev.terse.server.problem.Problems;
import dev.terse.server.resource.BackupResource;
import dev.terse.server.resource.InfoResource;
import dev.terse.server.resource.KeysResource;
import dev.terse.server.resource.LinksResource;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every route of the product on one screen. Whatever is not here is a link. */
public final class Routes {
  private final Wiring wiring;
  private final Router router;
  private final BodyHandler body;
  private final Map<String, Set<HttpMethod>> methods = new LinkedHashMap<>();

  Routes(Wiring wiring) {
    this.wiring = wiring;
    this.router = Router.router(wiring.vertx);
    this.body = BodyHandler.create(false).setBodyLimit(wiring.config.limits().bodyBytes());
  }

  /** Codes that no link may have, because a route that {@code config} switches on has the path. */
  public static ReservedCodes reserved(ServerConfig config) {
    return RootPath.reserved(config);
  }

  /** Routes to everything but links. */
  Router router() {
    health();
    links();
    administration();
    assets();
    home();
    if (wiring.config.home()) {
      pages();
    }
    if (wiring.config.ancestors().s()) {
      s();
    }
    if (wiring.config.ancestors().flask()) {
      flask();
    }
    methods.forEach(
        (path, allowed) -> router.route(path).handler(FailedRoutes.otherMethods(allowed)));
    FailedRoutes.answer(router);
    return router;
  }

  private void health() {
    HealthHandlers health =
        new HealthHandlers(wiring.readiness, wiring.parts.store(), wiring.virtualThreads);
    get(HealthHandlers.LIVE).handler(health::live);
    get(HealthHandlers.READY).handler(health::ready);
    get(MetricsHandler.PATH)
        .handler(new MetricsHandler(
            wiring.parts.metrics(),
            wiring.gate,
            wiring.readiness,
            wiring.parts.store(),
            wiring.virtualThreads));
  }

  private void links() {
    Api api = wiring.api;
    LinksResource links =
        new LinksResource(wiring.parts.store(), wiring.parts.shortener(), wiring.parts.editor());
    String all = Api.ROOT + "/links";
    String one = Api.ROOT + "/links/:code";
    get(all).handler(api.serve("listLinks", Scope.READ, links::list));
    send(HttpMethod.POST, all).handler(api.serve("createLink", Scope.WRITE, links::create));
    get(one).handler(api.serve("getLink", Scope.READ, links::get));
    send(HttpMethod.PATCH, one).handler(api.serve("editLink", Scope.WRITE, links::edit));
    send(HttpMethod.DELETE, one).handler(api.serve("deleteLink", Scope.WRITE, links::delete));
  }

  private void administration() {
    Api api = wiring.api;
    KeysResource keys = new KeysResource(wiring.parts.store().apiKeys(), wiring.parts.keys());
    InfoResource info = new InfoResource(
        wiring.parts.store(), wiring.parts.facts(), wiring.config.auth(), wiring.transport);
    String all = Api.ROOT + "/keys";
    String one = Api.ROOT + "/keys/:id";
    get(all).handler(api.serve("listKeys", Scope.ADMIN, keys::list));
    send(HttpMethod.POST, all).handler(api.serve("createKey", Scope.ADMIN, keys::create));
    send(HttpMethod.DELETE, one).handler(api.serve("deleteKey", Scope.ADMIN, keys::delete));
    BackupResource backup = new BackupResource(wiring.parts.store(), wiring.parts.clock());
    send(HttpMethod.POST, Api.ROOT + "/backup")
        .handler(api.serve("createBackup", Scope.ADMIN, backup::create));
    get(Api.ROOT + "/info").handler(api.serve("getInfo", Scope.READ, info::get));
    get(Api.ROOT + "/openapi.yaml").handler(inTime(Api::contract));
  }

  private void assets() {
    AssetHandlers assets = new AssetHandlers(wiring.assets);
    get(Assets.ROOT + "*").handler(inTime(assets::asset));
    get(RootPath.ROBOTS.path()).handler(inTime(assets::robots));
    get(RootPath.FAVICON.path()).handler(inTime(assets::favicon));
  }

  private void pages() {
    ShortenForm form = new ShortenForm(wiring.pages, wiring.visitors, wiring.parts.shortener());
    LinkPage link = new LinkPage(
        wiring.pages, wiring.errors, wiring.visitors, wiring.parts.store().links());
    send(HttpMethod.POST, "/-/shorten").handler(page(form));
    // Where a browser stands after a form with a fault, when its address is entered again.
    get("/-/shorten").handler(context -> context.redirect(RootPath.HOME.path()));
    get(LinkView.PAGES + "*").handler(page(link));
    get(LinkView.QR_CODES + "*").handler(inTime(new QrImage(wiring.errors, wiring.visitors)));
  }

  private void home() {
    Route home = get(RootPath.HOME.path());
    if (wiring.config.home()) {
      home.handler(inTime(new HomePage(wiring.pages, wiring.visitors)));
    } else if (wiring.config.ancestors().flask()) {
      home.handler(inTime(new FlaskHelpPage(wiring.pages, wiring.visitors)));
    } else {
      home.handler(context -> wiring.misses.unknown(context.request()));
    }
  }

  private void s() {
    String path = RootPath.S.path();
    SEndpoint s = new SEndpoint(wiring.gate, wiring.urls, wiring.parts.shortener());
    get(path).handler(context -> wiring.misses.unknown(context.request()));
    send(HttpMethod.POST, path, SEndpoint::unread)
        .handler(work(Kind.API, s, SEndpoint::overloaded));
  }

  private void flask() {
    String path = RootPath.FLASK.path();
    FlaskEndpoint flask = new FlaskEndpoint(
        wiring.gate,
        wiring.urls,
        wiring.parts.shortener(),
        wiring.config.ancestors().serviceBase());
    get(path).handler(context -> wiring.misses.unknown(context.request()));
    send(HttpMethod.POST, path, FlaskEndpoint::unread)
        .handler(work(Kind.API, flask, FlaskEndpoint::overloaded));
  }

  private Route get(String path) {
    allow(path, HttpMethod.GET, HttpMethod.HEAD);
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** A route whose handlers find the body read. */
  private Route send(HttpMethod method, String path) {
    return send(method, path, FailedRoutes::unreadBody);
  }

  /** The same, with {@code unread} for a body that cannot be read. */
  private Route send(HttpMethod method, String path, Handler<RoutingContext> unread) {
    allow(path, method);
    router.route(method, path).handler(FailedRoutes::encodedBody);
    int limit = wiring.config.limits().bodyBytes();
    router.route(method, path).handler(body).failureHandler(FailedRoutes.tooLargeOr(unread, limit));
    return router.route(method, path);
  }

  private void allow(String path, HttpMethod... allowed) {
    methods.computeIfAbsent(path, _ -> new LinkedHashSet<>()).addAll(List.of(allowed));
  }

  private Handler<RoutingContext> page(Handler<RoutingContext> handler) {
    return work(Kind.PAGE, handler, context -> wiring.misses.overloaded(context.request()));
  }

  /**
   * Has {@code handler} answer on the event loop, unless that is late: then what is no redirect is
   * turned away, and what else was sent on its connection with it.
   */
  private Handler<RoutingContext> inTime(Handler<RoutingContext> handler) {
    return context -> {
      if (wiring.pressure.lag().isLate()) {
        wiring.pressure.work().refuse(Kind.PAGE);
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        wiring.misses.overloaded(context.request());
        Future<Void> _ = context.request().connection().close();
      } else {
        handler.handle(context);
      }
    };
  }

  /** Has {@code handler}, which may ask the store, do its work, or else {@code turnAway}. */
  private Handler<RoutingContext> work(
      Kind kind, Handler<RoutingContext> handler, Handler<RoutingContext> turnAway) {
    return context -> {
      boolean started = wiring.pressure.work().start(kind, () -> {
        try {
          handler.handle(context);
        } catch (RuntimeException fault) {
          Problems.answer(context.response(), Problems.internal(context.normalizedPath(), fault));
        }
      });
      if (!started) {
        turnAway.handle(context);
      }
    };
  }
}
