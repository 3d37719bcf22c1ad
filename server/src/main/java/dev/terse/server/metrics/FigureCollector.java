package dev.terse.server.metrics;

import dev.terse.core.figure.Distribution;
import dev.terse.core.figure.Figure;
import dev.terse.core.store.StoreException;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns plain figures into Prometheus' metrics, at each scrape. Their names get {@code terse_} in
 * front, and counts the {@code _total} that Prometheus wants. Safe for use by many threads.
 */
final class FigureCollector implements MultiCollector {
  private static final Logger LOG = LoggerFactory.getLogger(FigureCollector.class);
  private static final String PREFIX = "terse_";

  private final List<Supplier<List<Figure>>> parts = new CopyOnWriteArrayList<>();

  void watch(Supplier<List<Figure>> part) {
    parts.add(part);
  }

  @Override
  public MetricSnapshots collect() {
    Map<String, List<Figure>> byName = new LinkedHashMap<>();
    for (Supplier<List<Figure>> part : parts) {
      for (Figure figure : figures(part)) {
        byName.computeIfAbsent(figure.name(), _ -> new ArrayList<>()).add(figure);
      }
    }
    return new MetricSnapshots(
        byName.values().stream().map(FigureCollector::snapshot).toList());
  }

  /** A part that fails, as a store that is closed does, must not take the others along. */
  private static List<Figure> figures(Supplier<List<Figure>> part) {
    try {
      return part.get();
    } catch (StoreException e) {
      LOG.debug("figures are missing", e);
      return List.of();
    }
  }

  private static MetricSnapshot snapshot(List<Figure> figures) {
    String name = PREFIX + figures.getFirst().name();
    String help = figures.getFirst().help();
    return switch (figures.getFirst()) {
      case Figure.Count _ -> {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        of(Figure.Count.class, figures).map(FigureCollector::point).forEach(counter::dataPoint);
        yield counter.build();
      }
      case Figure.Level _ -> {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        of(Figure.Level.class, figures).map(FigureCollector::point).forEach(gauge::dataPoint);
        yield gauge.build();
      }
      case Figure.Spread _ -> {
        HistogramSnapshot.Builder histogram =
            HistogramSnapshot.builder().name(name).help(help);
        of(Figure.Spread.class, figures).map(FigureCollector::point).forEach(histogram::dataPoint);
        yield histogram.build();
      }
    };
  }

  private static <T extends Figure> Stream<T> of(Class<T> kind, List<Figure> figures) {
    return figures.stream().map(kind::cast);
  }

  private static CounterDataPointSnapshot point(Figure.Count count) {
    return CounterDataPointSnapshot.builder()
        .labels(labels(count))
        .value(count.value())
        .build();
  }

  private static GaugeDataPointSnapshot point(Figure.Level level) {
    return GaugeDataPointSnapshot.builder()
        .labels(labels(level))
        .value(level.value())
        .build();
  }

  private static HistogramDataPointSnapshot point(Figure.Spread spread) {
    Distribution.Shape shape = spread.shape();
    List<Double> bounds = new ArrayList<>(shape.bounds());
    bounds.add(Double.POSITIVE_INFINITY);
    return HistogramDataPointSnapshot.builder()
        .labels(labels(spread))
        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, shape.counts()))
        .sum(shape.sum())
        .build();
  }

  private static Labels labels(Figure figure) {
    List<String> names = figure.labels().keySet().stream().sorted().toList();
    return Labels.of(
        names, names.stream().map(name -> figure.labels().get(name)).toList());
  }
}
