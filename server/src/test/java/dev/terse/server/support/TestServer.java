package dev.terse.server.support;

import dev.terse.core.code.CodesConfig;
import dev.terse.core.code.StoreCodes;
import dev.terse.core.keys.ApiKeys;
import dev.terse.core.redirect.RedirectCache;
import dev.terse.core.redirect.Redirector;
import dev.terse.core.shorten.LinkEditor;
import dev.terse.core.shorten.Shortener;
import dev.terse.core.shorten.TargetPolicy;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.visit.Visit;
import dev.terse.server.Listen;
import dev.terse.server.Routes;
import dev.terse.server.RunningServer;
import dev.terse.server.Server;
import dev.terse.server.ServerConfig;
import dev.terse.server.ServerParts;
import dev.terse.server.StartException;
import dev.terse.server.api.CodeFacts;
import dev.terse.server.api.Facts;
import dev.terse.server.contract.PromisedReplies;
import dev.terse.server.metrics.Metrics;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A whole server on a real store in a directory of the test's, listening on a free port. */
public final class TestServer implements AutoCloseable {
  private final Store store;
  private final RunningServer running;
  private final ServerParts parts;
  private final Queue<Visit> visits;

  private TestServer(RunningServer running, ServerParts parts, Queue<Visit> visits) {
    this.store = parts.store();
    this.running = running;
    this.parts = parts;
    this.visits = visits;
  }

  /** What may differ from test to test. */
  public record Setup(ServerConfig config, CodesConfig codes, UnaryOperator<Store> wrapper) {

    /** The default configuration on a free port. */
    public static Setup plain() {
      return new Setup(free(ServerConfig.DEFAULT), CodesConfig.DEFAULT, store -> store);
    }

    /** With another server configuration, which is put on a free port. */
    public Setup with(ServerConfig other) {
      return new Setup(free(other), codes, wrapper);
    }

    /** With other codes. */
    public Setup with(CodesConfig other) {
      return new Setup(config, other, wrapper);
    }

    /** With a store around the store. */
    public Setup wrapping(UnaryOperator<Store> other) {
      return new Setup(config, codes, other);
    }

    private static ServerConfig free(ServerConfig config) {
      return Configs.listen(config, new Listen("127.0.0.1", 0));
    }
  }

  /** Starts a server in {@code directory} as {@code setup} says. */
  public static TestServer start(Path directory, Setup setup) throws StartException {
    Store store = setup
        .wrapper()
        .apply(StoreUrl.parse("rocksdb:" + directory.resolve("data")).open());
    try {
      return start(store, setup);
    } catch (StartException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static TestServer start(Store opened, Setup setup) throws StartException {
    Metrics metrics = new Metrics();
    Store store = metrics.meter(opened);
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    StoreCodes codes = StoreCodes.open(setup.codes(), store, clock, random);
    Shortener shortener = new Shortener(
        store.links(),
        codes.generators(),
        new Shortener.Rules(TargetPolicy.DEFAULT, Routes.reserved(setup.config()), false),
        everLater(),
        random);
    RedirectCache cache = new RedirectCache(16 << 20);
    store.onChange(cache::forget);
    Redirector redirector = new Redirector(
        store.links(),
        cache,
        setup.config().redirects().status(),
        Executors.newVirtualThreadPerTaskExecutor());
    ApiKeys keys = new ApiKeys(store.apiKeys(), clock, random);
    Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    ServerParts parts = new ServerParts(
        store,
        shortener,
        new LinkEditor(store.links(), TargetPolicy.DEFAULT, clock),
        redirector,
        visits::add,
        keys,
        clock,
        new Facts(
            "1.2.3",
            () -> new CodeFacts(
                "sequential",
                "abc",
                5,
                10,
                "shuffled",
                BigInteger.valueOf(codes.sequential().space().capacity()),
                BigInteger.valueOf(codes.left()))),
        metrics);
    return new TestServer(new Server(setup.config()).start(parts), parts, visits);
  }

  /** The time, never the same millisecond twice: so ids made one after another sort so. */
  private static InstantSource everLater() {
    AtomicLong last = new AtomicLong();
    return () -> Instant.ofEpochMilli(
        last.updateAndGet(millis -> Math.max(millis + 1, System.currentTimeMillis())));
  }

  /** The port it listens on. */
  public int port() {
    return running.address().port();
  }

  /** The server itself. */
  public RunningServer running() {
    return running;
  }

  /** The store it serves. */
  public Store store() {
    return store;
  }

  /** Its API keys. */
  public ApiKeys keys() {
    return parts.keys();
  }

  /** What it serves. */
  public ServerParts parts() {
    return parts;
  }

  /** The visits that it has handed over. */
  public Queue<Visit> visits() {
    return visits;
  }

  /** A connection to it. */
  public Wire connect() {
    return Wire.to(port());
  }

  /** What it answers to {@code head}, sent on a connection of its own, and {@code body}. */
  public Reply raw(String head, String body) {
    try (Wire wire = connect()) {
      wire.send(head, body);
      Reply reply = wire.reply(head.startsWith("HEAD "));
      String[] line = head.split(" ", 3);
      PromisedReplies.check(line[0], line[1], reply);
      return reply;
    }
  }

  /** What it answers to a request without a body; {@code Host} is added. */
  public Reply ask(String requestLine, String... headers) {
    return raw(
        requestLine + " HTTP/1.1\r\nHost: localhost:" + port() + "\r\n" + lines(headers), "");
  }

  /** What it answers to a JSON body. */
  public Reply json(String requestLine, String body, String... headers) {
    return raw(
        requestLine + " HTTP/1.1\r\nHost: localhost:" + port()
            + "\r\nContent-Type: application/json\r\n" + lines(headers),
        body);
  }

  @Override
  public void close() {
    running.stop(Duration.ofSeconds(5));
    parts.metrics().close();
    store.close();
  }

  private static String lines(String... headers) {
    StringBuilder lines = new StringBuilder();
    for (String header : headers) {
      lines.append(header).append("\r\n");
    }
    return lines.toString();
  }
}
