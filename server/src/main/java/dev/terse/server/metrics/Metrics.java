package dev.terse.server.metrics;

import dev.terse.core.figure.Figure;
import dev.terse.core.store.Store;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * All figures of one server. Safe for use by many threads. Nothing here is on the way of a redirect
 * that memory answers.
 */
public final class Metrics implements AutoCloseable {

  /** What {@link #scrape()} returns: Prometheus' text format. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] REQUEST_TIMES = micros(
      1_000,
      2_500,
      5_000,
      10_000,
      25_000,
      50_000,
      100_000,
      250_000,
      500_000,
      1_000_000,
      2_500_000,
      5_000_000,
      10_000_000);

  private static final Duration[] CALL_TIMES = micros(
      25,
      100,
      250,
      1_000,
      2_500,
      5_000,
      10_000,
      25_000,
      100_000,
      250_000,
      1_000_000,
      2_500_000,
      10_000_000);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FigureCollector figures = new FigureCollector();
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** The JVM's figures, and nothing else yet. */
  public Metrics() {
    registry.getPrometheusRegistry().register(figures);
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Asks {@code part} at each scrape; it must be quick and ask neither disk nor network. */
  public void watch(Supplier<List<Figure>> part) {
    figures.watch(part);
  }

  /** {@code store}, of which each call is timed and each failure counted. */
  public Store meter(Store store) {
    return new MeteredStore(store, new StoreCalls(registry, CALL_TIMES));
  }

  /** Times requests that are none for links: stands before the routes. */
  public Handler<RoutingContext> requests() {
    return new RequestTimes(registry, REQUEST_TIMES);
  }

  /** All figures as they are now. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }

  static Timer.Builder timer(String name, String help, Duration[] times) {
    return Timer.builder(name).description(help).serviceLevelObjectives(times);
  }

  private static Duration[] micros(long... times) {
    return LongStream.of(times)
        .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
        .toArray(Duration[]::new);
  }
}
