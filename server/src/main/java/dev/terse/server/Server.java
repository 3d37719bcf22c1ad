package dev.terse.server;

import dev.terse.server.loop.Transports;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The HTTP server before it runs. */
public final class Server {
  private final ServerConfig config;

  /** Serves as {@code config} says. */
  public Server(ServerConfig config) {
    this.config = config;
  }

  /**
   * Begins to listen, and returns when it does. Every request is answered 503, but that the process
   * lives, until {@link RunningServer#serve}.
   *
   * @throws StartException if the address cannot be had
   */
  public RunningServer listen() throws StartException {
    int loops = Runtime.getRuntime().availableProcessors();
    return listen(new RunningServer(config, Transports.open(loops)));
  }

  /**
   * Begins to listen, and returns when it does; the first request is answered by {@code parts}.
   *
   * @throws StartException if the address cannot be had, or a link has a code whose path a route
   *     that is switched on needs
   */
  public RunningServer start(ServerParts parts) throws StartException {
    RootPath.refuseShadowedLinks(config, parts.store().links());
    int loops = Runtime.getRuntime().availableProcessors();
    RunningServer server = new RunningServer(config, Transports.open(loops));
    server.open(parts);
    return listen(server);
  }

  private RunningServer listen(RunningServer server) throws StartException {
    try {
      server.listen();
      return server;
    } catch (CompletionException e) {
      Future.await(server.vertx().close());
      throw new StartException("cannot listen on " + config.listen() + ": " + reason(e), e);
    }
  }

  private static @Nullable String reason(CompletionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getMessage() : cause.getMessage();
  }
}
