package dev.terse.server;

import dev.terse.core.figure.Figure;
import dev.terse.core.redirect.Redirector;
import dev.terse.server.load.Precautions;
import dev.terse.server.load.Pressure;
import dev.terse.server.loop.Loops;
import dev.terse.server.loop.Transports;
import dev.terse.server.ops.Readiness;
import dev.terse.server.ops.WaitingDoor;
import dev.terse.server.wire.ConnectionGuard;
import dev.terse.server.wire.InvalidRequests;
import dev.terse.server.wire.Shortcut;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The HTTP server while it listens: one acceptor for each event loop, all on one address. */
public final class RunningServer {
  private final ServerConfig config;
  private final Transports.Opened opened;
  private final List<HttpServer> acceptors = new CopyOnWriteArrayList<>();
  private final Readiness readiness = new Readiness();
  private final Loops counts = new Loops();
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
  private final Pressure pressure;
  private volatile Handler<HttpServerRequest> door = new WaitingDoor();
  private volatile Shortcut shortcut = Shortcut.NONE;
  private volatile @Nullable Redirector redirector;

  RunningServer(ServerConfig config, Transports.Opened opened) {
    this.config = config;
    this.opened = opened;
    this.pressure = Precautions.of(
        config.limits().connections(),
        config.limits().peerConnections(),
        config.proxies()::contain,
        config.load(),
        this::isCrowded);
  }

  /** Listens; throws CompletionException if the address cannot be had. */
  void listen() {
    Limits limits = config.limits();
    HttpServerOptions options = options(config);
    ConnectionGuard guard =
        new ConnectionGuard(pressure, limits.header(), options, () -> shortcut, counts);
    InvalidRequests invalid = new InvalidRequests(limits.headBytes());
    Supplier<Deployable> acceptor = () -> _ -> {
      HttpServer server = opened
          .vertx()
          .createHttpServer(options)
          .connectionHandler(guard)
          .invalidRequestHandler(invalid)
          .requestHandler(request -> door.handle(request));
      acceptors.add(server);
      pressure.lag().watch(opened.vertx(), counts.mine()::lagged);
      return server.listen();
    };
    opened
        .vertx()
        .deployVerticle(acceptor, new DeploymentOptions().setInstances(opened.loops()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    Precautions.report(limits.connections(), pressure.connections().limit());
  }

  /**
   * Has {@code parts} answer every request from here on.
   *
   * @throws StartException if a link has a code whose path a route that is switched on needs
   */
  public void serve(ServerParts parts) throws StartException {
    RootPath.refuseShadowedLinks(config, parts.store().links());
    open(parts);
  }

  void open(ServerParts parts) {
    parts.metrics().watch(readiness::figures);
    parts.metrics().watch(counts::figures);
    parts.metrics().watch(pressure::figures);
    parts.metrics().watch(() -> List.of(built(parts)));
    Wiring wiring =
        new Wiring(opened, config, parts, new Wiring.Condition(readiness, counts, pressure));
    redirector = parts.redirector();
    door = wiring.door();
    shortcut = wiring.shortcut();
  }

  private Figure built(ServerParts parts) {
    return Figure.level("build_info", 1, "What serves.")
        .with("version", parts.facts().version())
        .with("backend", parts.store().traits().backend())
        .with("transport", transport())
        .with("java", Runtime.version().toString());
  }

  /** Puts {@code wrapper} around the shortcut, so that tests see it used or see it fail. */
  public void wrapShortcut(UnaryOperator<Shortcut> wrapper) {
    shortcut = wrapper.apply(shortcut);
  }

  /** How much it has to do, and what it turns away. */
  public Pressure pressure() {
    return pressure;
  }

  private boolean isCrowded() {
    Redirector serving = redirector;
    return serving != null && serving.isCrowded();
  }

  Vertx vertx() {
    return opened.vertx();
  }

  /** Where it listens, with the port that it got. */
  public Listen address() {
    return new Listen(config.listen().host(), acceptors.getFirst().actualPort());
  }

  /** How the kernel is asked for bytes: {@code io_uring}, {@code epoll} or {@code nio}. */
  public String transport() {
    return opened.name();
  }

  /**
   * Stops: is not ready from now on and asks clients to close their connections, but serves until
   * the configured drain is over; then accepts nothing more, answers what is under way for at most
   * {@code grace}, and closes. Returns when all is closed. Idempotent: only the first call's
   * {@code grace} counts.
   */
  public void stop(Duration grace) {
    if (readiness.stop()) {
      awaitDrain();
      Future.join(acceptors.stream()
              .map(acceptor -> acceptor.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
              .toList())
          .eventually(opened.vertx()::close)
          .onComplete(_ -> stopped.complete(null));
    }
    stopped.join();
  }

  /**
   * Nobody sends requests to a server that was never ready. Whoever interrupts wants the end
   * sooner, so the drain is over.
   */
  private void awaitDrain() {
    try {
      Thread.sleep(door instanceof WaitingDoor ? Duration.ZERO : config.drain());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpServerOptions options(ServerConfig config) {
    Limits limits = config.limits();
    int port = config.listen().port();
    return new HttpServerOptions()
        .setHost(config.listen().host())
        .setPort(port == 0 ? SHARED_RANDOM_PORT : port)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setMaxInitialLineLength(limits.headBytes())
        .setMaxHeaderSize(limits.headBytes())
        .setMaxFormAttributeSize(limits.bodyBytes())
        .setMaxFormBufferedBytes(limits.bodyBytes())
        .setIdleTimeout((int) limits.idle().toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Vert.x gives all acceptors of one deployment the same free port for a negative number. */
  private static final int SHARED_RANDOM_PORT = -1;
}
