package dev.terse.server;

import dev.terse.server.ops.Readiness;
import dev.terse.server.wire.ConnectionGuard;
import dev.terse.server.wire.InvalidRequests;
import dev.terse.server.wire.Transports;
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
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP server while it listens: one acceptor for each event loop, all on one address. */
public final class RunningServer {
  private final Vertx vertx;
  private final String transport;
  private final Listen address;
  private final List<HttpServer> acceptors;
  private final Readiness readiness;
  private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();

  private RunningServer(
      Transports.Opened opened, Listen address, List<HttpServer> acceptors, Readiness readiness) {
    this.vertx = opened.vertx();
    this.transport = opened.name();
    this.address = address;
    this.acceptors = acceptors;
    this.readiness = readiness;
  }

  /** Listens; throws CompletionException if the address cannot be had. */
  static RunningServer listen(
      ServerConfig config, ServerParts parts, Transports.Opened opened, int loops) {
    Readiness readiness = new Readiness(parts.store());
    Handler<HttpServerRequest> door = new Wiring(
            opened, config, parts, readiness, Executors.newVirtualThreadPerTaskExecutor())
        .door();
    Limits limits = config.limits();
    ConnectionGuard guard =
        new ConnectionGuard(limits.connections(), limits.header(), limits.idle());
    InvalidRequests invalid = new InvalidRequests(limits.headBytes());
    HttpServerOptions options = options(config);
    List<HttpServer> acceptors = new CopyOnWriteArrayList<>();
    Supplier<Deployable> acceptor = () -> context -> {
      HttpServer server = opened
          .vertx()
          .createHttpServer(options)
          .connectionHandler(guard)
          .invalidRequestHandler(invalid)
          .requestHandler(door);
      acceptors.add(server);
      return server.listen();
    };
    opened
        .vertx()
        .deployVerticle(acceptor, new DeploymentOptions().setInstances(loops))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    Listen address = new Listen(config.listen().host(), acceptors.getFirst().actualPort());
    return new RunningServer(opened, address, acceptors, readiness);
  }

  /** Where it listens, with the port that it got. */
  public Listen address() {
    return address;
  }

  /** How the kernel is asked for bytes: {@code io_uring}, {@code epoll} or {@code nio}. */
  public String transport() {
    return transport;
  }

  /**
   * Stops: accepts nothing more, answers what is under way for at most {@code grace}, and closes.
   * Returns when all is closed. Idempotent: only the first call's {@code grace} counts.
   */
  public void stop(Duration grace) {
    if (readiness.stop()) {
      Future.join(acceptors.stream()
              .map(acceptor -> acceptor.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
              .toList())
          .eventually(vertx::close)
          .onComplete(_ -> stopped.complete(null));
    }
    stopped.join();
  }

  private static HttpServerOptions options(ServerConfig config) {
    Limits limits = config.limits();
    int port = config.listen().port();
    return new HttpServerOptions()
        .setHost(config.listen().host())
        .setPort(port == 0 ? SHARED_RANDOM_PORT : port)
        .setHttp2ClearTextEnabled(false)
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
