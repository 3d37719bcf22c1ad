package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.core.keys.ApiKeys.NewKey;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.store.StoreException;
import dev.terse.server.RunningServer;
import dev.terse.server.Server;
import dev.terse.server.StartException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs, with everything it is made of. Parts are opened in the order in which they
 * need each other and closed in the reverse one. Safe for use by many threads.
 *
 * <p>There is one way to start: the store is opened, then requests are served. A store that is
 * another process's and cannot be reached is tried again and again; until it can, the server
 * answers that it lives and is not ready.
 */
final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  /** Of the grace time, what requests under way get; visits and store need the rest. */
  private static final double REQUESTS_SHARE = 0.75;

  /** How long a close waits for a try to open the store: all its waits are bounded. */
  private static final Duration LAST_TRY = Duration.ofSeconds(5);

  private final Config config;
  private final String version;
  private final Consumer<App> opened;
  private final CompletableFuture<Exception> failure = new CompletableFuture<>();
  private volatile @Nullable RunningServer server;
  private volatile @Nullable Parts parts;
  private volatile @Nullable Thread opener;

  private App(Config config, String version, Consumer<App> opened) {
    this.config = config;
    this.version = version;
    this.opened = opened;
  }

  /**
   * Opens the store and begins to serve. When this returns, requests are answered, if only by 503
   * because the store is away.
   *
   * @param opened called once all is served, here or on another thread; may ask the store
   * @throws ConfigException if the store does not take the configuration
   * @throws StartException if the address cannot be had
   * @throws StoreException if the store cannot be opened, unless it may come back by itself
   */
  static App start(Config config, String version, Consumer<App> opened)
      throws ConfigException, StartException {
    App app = new App(config, version, opened);
    try {
      app.open();
    } catch (StoreException e) {
      if (!app.mayPass(e)) {
        app.close();
        throw e;
      }
      app.awaitStore(e);
    } catch (ConfigException | StartException | RuntimeException e) {
      app.close();
      throw e;
    }
    return app;
  }

  /** Completes if the app cannot go on, because the store that came back cannot be used. */
  CompletableFuture<Exception> failure() {
    return failure;
  }

  /** What short URLs begin with, seen from this machine. */
  String url() {
    return config.server().url() == null
        ? "http://" + running().address() + "/"
        : config.server().url().text();
  }

  /** Makes links; once {@code opened} was called. */
  Shortener shortener() {
    return parts().served().shortener();
  }

  /**
   * An administrator's key, if a request could come that needs one and there is none yet, of this
   * node's or another's; else null. It is kept nowhere, so it must be shown now. Once
   * {@code opened} was called.
   */
  @Nullable
  String firstKey() {
    NewKey made = new Exposure(config.server()).needsKeys()
        ? parts().served().keys().createFirst(parts().store().settings())
        : null;
    return made == null ? null : made.text();
  }

  /**
   * Stops within the configured drain and grace: requests under way end, visits are stored, all is
   * closed.
   */
  @Override
  public void close() {
    Thread trying = opener;
    if (trying != null) {
      Opening.end(trying, LAST_TRY);
    }
    RunningServer listening = server;
    Parts made = parts;
    try {
      if (listening != null) {
        listening.stop(config.server().grace().minus(rest(config)));
        LOG.info("stopped");
      }
    } finally {
      if (made != null) {
        made.close();
      }
    }
  }

  /** Does what is left to do of a start; throws StoreException if the store cannot be asked. */
  private void open() throws ConfigException, StartException {
    if (parts == null) {
      Parts made = Parts.open(config, version, rest(config));
      try {
        serve(made);
      } catch (StartException | RuntimeException e) {
        made.close();
        throw e;
      }
    }
    opened.accept(this);
  }

  private void serve(Parts made) throws StartException {
    RunningServer listening = server;
    if (listening == null) {
      listening = new Server(config.server()).start(made.served());
      server = listening;
    } else {
      listening.serve(made.served());
    }
    parts = made;
    LOG.info(
        "serving http://{}/ store={} backend=\"{}\" transport={} version={}",
        listening.address(),
        config.store(),
        made.store().traits().backend(),
        listening.transport(),
        version);
  }

  private void awaitStore(StoreException reason) throws StartException {
    RunningServer listening = server;
    if (listening == null) {
      listening = new Server(config.server()).listen();
      server = listening;
    }
    LOG.warn(
        "{}: answering 503 on http://{}/ until the store can be reached; see that it runs, and"
            + " that store.url is right: {}",
        reason.getMessage(),
        listening.address(),
        config.store());
    opener = new Opening(this::open, this::mayPass, failure).start();
  }

  private boolean mayPass(StoreException e) {
    return config.store().isRemote() && e.reason() == StoreException.Reason.UNAVAILABLE;
  }

  private RunningServer running() {
    return Objects.requireNonNull(server, "not started");
  }

  private Parts parts() {
    return Objects.requireNonNull(parts, "not open yet");
  }

  private static Duration rest(Config config) {
    long grace = config.server().grace().toMillis();
    return Duration.ofMillis(grace - (long) (grace * REQUESTS_SHARE));
  }
}
