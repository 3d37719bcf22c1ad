package dev.terse.server;

import dev.terse.core.link.Code;
import dev.terse.core.link.LinkKey;
import dev.terse.server.wire.Transports;
import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The HTTP server before it runs. */
public final class Server {
  private final ServerConfig config;
  private final ServerParts parts;

  /** Serves {@code parts} as {@code config} says. */
  public Server(ServerConfig config, ServerParts parts) {
    this.config = config;
    this.parts = parts;
  }

  /**
   * Begins to listen, and returns when it does.
   *
   * @throws StartException if the address cannot be had, or a link has a code whose path a route
   *     that is switched on needs
   */
  public RunningServer start() throws StartException {
    refuseShadowedLinks();
    int loops = Runtime.getRuntime().availableProcessors();
    Transports.Opened opened = Transports.open(loops);
    try {
      return RunningServer.listen(config, parts, opened, loops);
    } catch (CompletionException e) {
      Future.await(opened.vertx().close());
      throw new StartException("cannot listen on " + config.listen() + ": " + reason(e), e);
    }
  }

  private static @Nullable String reason(CompletionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.getMessage() : cause.getMessage();
  }

  private void refuseShadowedLinks() throws StartException {
    for (String word : Routes.reserved(config).words()) {
      if (parts.store().links().find(LinkKey.of(new Code(word))) != null) {
        throw new StartException("a link has the code '" + word + "', whose path the server needs:"
            + " switch off what serves /" + word + ", or delete the link");
      }
    }
  }
}
