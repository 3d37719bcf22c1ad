package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.core.access.Scope;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.keys.ApiKeys;
import dev.terse.core.redirect.RedirectCache;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.shorten.LinkEditor;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.store.Store;
import dev.terse.core.track.VisitRecorder;
import dev.terse.server.Routes;
import dev.terse.server.RunningServer;
import dev.terse.server.Server;
import dev.terse.server.ServerParts;
import dev.terse.server.StartException;
import dev.terse.server.api.CodeFacts;
import dev.terse.server.api.Facts;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs, with everything it is made of. Parts are opened in the order in which they
 * need each other and closed in the reverse one.
 */
public final class App implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  /** Of the grace time, what requests under way get; visits and store need the rest. */
  private static final double REQUESTS_SHARE = 0.75;

  private final Config config;
  private final Parts parts;
  private final RunningServer server;

  private App(Config config, Parts parts, RunningServer server) {
    this.config = config;
    this.parts = parts;
    this.server = server;
  }

  /** What the server is made of, beside itself. */
  private record Parts(Store store, StoreCodes codes, VisitRecorder visits, ServerParts served) {}

  /**
   * Opens the store and begins to serve; when this returns, requests are answered.
   *
   * @throws ConfigException if the store does not take the configuration
   * @throws StartException if the address cannot be had
   * @throws dev.terse.core.store.StoreException if the store cannot be opened
   */
  public static App start(Config config, String version) throws ConfigException, StartException {
    Store store = StoreOpener.open(config);
    VisitRecorder visits = null;
    try {
      StoreCodes codes = StoreOpener.codes(config, store);
      visits = VisitRecorder.start(store.visits(), config.visitsFlush(), rest(config));
      Parts parts = new Parts(store, codes, visits, served(config, store, codes, visits, version));
      RunningServer server = new Server(config.server(), parts.served()).start();
      LOG.info(
          "serving http://{}/ store={} backend=\"{}\" transport={} version={}",
          server.address(),
          config.store(),
          store.traits().backend(),
          server.transport(),
          version);
      return new App(config, parts, server);
    } catch (ConfigException | StartException | RuntimeException e) {
      if (visits != null) {
        visits.close();
      }
      store.close();
      throw e;
    }
  }

  /** What short URLs begin with, seen from this machine. */
  public String url() {
    return config.server().url() == null
        ? "http://" + server.address() + "/"
        : config.server().url().text();
  }

  /** Makes links. */
  public Shortener shortener() {
    return parts.served().shortener();
  }

  /**
   * An administrator's key, if a request could come that needs one and there is none yet; else
   * null. It is kept nowhere, so it must be shown now.
   */
  public @Nullable String firstKey() {
    boolean needed = new Exposure(config.server()).needsKeys()
        && parts.store().apiKeys().list().stream().noneMatch(key -> key.allows(Scope.ADMIN));
    return needed
        ? parts.served().keys().create("administrator", Set.of(Scope.ADMIN)).text()
        : null;
  }

  /**
   * Stops within the configured grace: requests under way end, visits are stored, all is closed.
   */
  @Override
  public void close() {
    try {
      server.stop(config.server().grace().minus(rest(config)));
    } finally {
      try {
        parts.visits().close();
      } finally {
        parts.store().close();
      }
    }
    LOG.info("stopped");
  }

  private static Duration rest(Config config) {
    long grace = config.server().grace().toMillis();
    return Duration.ofMillis(grace - (long) (grace * REQUESTS_SHARE));
  }

  private static ServerParts served(
      Config config, Store store, StoreCodes codes, VisitRecorder visits, String version)
      throws ConfigException {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    RedirectCache cache = new RedirectCache(config.cacheBytes());
    store.onChange(cache::forget);
    TargetPolicy targets = targets(config);
    Shortener.Rules rules = new Shortener.Rules(
        targets, Routes.reserved(config.server()), config.links().reuse());
    return new ServerParts(
        store,
        new Shortener(store.links(), codes.generators(), rules, clock, random),
        new LinkEditor(store.links(), targets, clock),
        new Redirector(
            store.links(),
            cache,
            config.server().redirects().status(),
            Executors.newVirtualThreadPerTaskExecutor()),
        visits,
        new ApiKeys(store.apiKeys(), clock, random),
        clock,
        new Facts(version, () -> facts(config.codes(), codes)));
  }

  private static TargetPolicy targets(Config config) throws ConfigException {
    try {
      return config.links().targets(new Exposure(config.server()).ownHosts());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          List.of("server.listen, server.url or ancestors.service-base: " + e.getMessage()));
    }
  }

  private static CodeFacts facts(CodesConfig config, StoreCodes codes) {
    CodeSpace space = codes.sequential().space();
    return new CodeFacts(
        config.generator().text(),
        space.alphabet().characters(),
        space.lengths().min(),
        space.lengths().max(),
        config.order().text(),
        BigInteger.valueOf(space.capacity()),
        BigInteger.valueOf(codes.left()));
  }
}
