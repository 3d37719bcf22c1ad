package dev.terse.app.serve;

import dev.terse.app.config.Config;
import dev.terse.app.settings.ConfigException;
import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.keys.ApiKeys;
import dev.terse.core.redirect.Freshness;
import dev.terse.core.redirect.RedirectCache;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.shorten.LinkEditor;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.space.CodeSpace;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreProvider.Purpose;
import dev.terse.core.track.VisitRecorder;
import dev.terse.server.Routes;
import dev.terse.server.ServerParts;
import dev.terse.server.api.CodeFacts;
import dev.terse.server.api.Facts;
import dev.terse.server.metrics.Metrics;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * What a server is made of, beside itself. Closed after the server has stopped.
 *
 * @param store the opened store
 * @param visits counts visits into it
 * @param served what requests are answered by
 */
record Parts(Store store, VisitRecorder visits, ServerParts served) implements AutoCloseable {

  /**
   * Opens the store and puts everything together.
   *
   * @param visitsLimit how long a close waits for the visits that are not stored yet
   * @throws ConfigException if the store does not take the configuration
   * @throws dev.terse.core.store.StoreException if the store cannot be opened
   */
  static Parts open(Config config, String version, Duration visitsLimit) throws ConfigException {
    Store backend = StoreOpener.open(config, Purpose.SERVE);
    Metrics metrics = new Metrics();
    Store store = null;
    VisitRecorder visits = null;
    try {
      store = StoreOpener.withTier(config, metrics.meter(backend));
      Opened opened = new Opened(store, StoreOpener.codes(config, store), metrics);
      visits = VisitRecorder.start(store.visits(), config.visitsFlush(), visitsLimit);
      return new Parts(store, visits, served(config, version, opened, visits));
    } catch (ConfigException | RuntimeException e) {
      if (visits != null) {
        visits.close();
      }
      if (store != null) {
        store.close();
      }
      metrics.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      visits.close();
    } finally {
      store.close();
      served.metrics().close();
    }
  }

  /** What there is once the store is open. */
  private record Opened(Store store, StoreCodes codes, Metrics metrics) {}

  private static ServerParts served(
      Config config, String version, Opened opened, VisitRecorder visits) throws ConfigException {
    Store store = opened.store();
    StoreCodes codes = opened.codes();
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    RedirectCache cache = new RedirectCache(
        CacheSize.within(config.cacheBytes(), Runtime.getRuntime().maxMemory()),
        store.traits().shared() ? config.freshness() : Freshness.UNTIL_FORGOTTEN);
    store.onChange(cache::forget);
    TargetPolicy targets = targets(config);
    Shortener.Rules rules = new Shortener.Rules(
        targets, Routes.reserved(config.server()), config.links().reuse());
    Redirector redirector = new Redirector(
        store.links(),
        cache,
        config.server().redirects().status(),
        Executors.newVirtualThreadPerTaskExecutor());
    opened.metrics().watch(store::figures);
    opened.metrics().watch(redirector::figures);
    opened.metrics().watch(visits::figures);
    opened.metrics().watch(codes::figures);
    return new ServerParts(
        store,
        new Shortener(store.links(), codes.generators(), rules, clock, random),
        new LinkEditor(store.links(), targets, clock),
        redirector,
        visits,
        new ApiKeys(store.apiKeys(), clock, random),
        clock,
        new Facts(version, () -> facts(config.codes(), codes)),
        opened.metrics());
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
