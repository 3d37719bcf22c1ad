package dev.terse.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.e2e.TerseProcess;
import dev.terse.testbed.MemcachedServer;
import dev.terse.testbed.PostgresServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the page of figures, the alerts and the dashboard against what real servers expose. */
class MetricsIT {
  private static final String ALWAYS = "Always";
  private static final String ROCKSDB = "On RocksDB";
  private static final String POSTGRES = "On PostgreSQL";
  private static final String TIER = "With `cache.url`";
  private static final String PROCESS = "The process";

  @TempDir
  static Path directory;

  /** Of the embedded store, and of PostgreSQL behind memcached. */
  private static final List<Figures> FIGURES = new ArrayList<>();

  @BeforeAll
  static void scrape() throws Exception {
    try (TerseProcess terse = TerseProcess.start(directory)) {
      FIGURES.add(used(terse.url("")));
    }
    Path data = Files.createDirectory(directory.resolve("postgres"));
    try (PostgresServer postgres = PostgresServer.start(data);
        MemcachedServer memcached = MemcachedServer.start(directory);
        TerseProcess terse = TerseProcess.startOn(
            postgres.url(), "", directory, "--cache.url", "memcached://" + memcached.address())) {
      FIGURES.add(used(terse.url("")));
    }
  }

  @AfterAll
  static void forget() {
    FIGURES.clear();
  }

  /** The figures of a server that has done a little of everything. */
  private static Figures used(URI root) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(root.resolve("/-/api/v1/links"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{\"target\":\"https://a.b/\",\"code\":\"go\"}"))
              .build(),
          BodyHandlers.discarding());
      for (int i = 0; i < 3; i++) {
        client.send(HttpRequest.newBuilder(root.resolve("/go")).build(), BodyHandlers.discarding());
      }
    }
    return Figures.of(root.resolve("/-/metrics"));
  }

  @Test
  void reference_namesWhatIsExposed_andNothingElse() {
    assertThat(own(FIGURES.get(0))).isEqualTo(Reference.names(ALWAYS, ROCKSDB));
    assertThat(own(FIGURES.get(1))).isEqualTo(Reference.names(ALWAYS, POSTGRES, TIER));
    Set<String> known = new TreeSet<>(Reference.names(PROCESS));
    known.remove("jvm_gc_pause_seconds");
    assertThat(FIGURES.get(0).families()).containsAll(known);
  }

  @Test
  void alerts_everyFigure_isExposed() {
    List<String> expressions = alerts();

    assertThat(expressions).hasSizeGreaterThan(10);
    assertThat(expressions.stream().flatMap(MetricsIT::missing)).isEmpty();
  }

  @Test
  void dashboard_everyFigure_isExposed() {
    List<String> expressions = dashboard();

    assertThat(expressions).hasSizeGreaterThan(20);
    assertThat(expressions)
        .allSatisfy(text -> assertThat(Figures.selected(text)).isPositive());
    assertThat(expressions.stream().flatMap(MetricsIT::missing)).isEmpty();
  }

  @Test
  void check_ofWrongExpressions_findsEachFault() {
    assertThat(missing("rate(terse_no_such_total[5m]) > 0")).containsExactly("terse_no_such_total");
    assertThat(missing("rate(terse_visits_dropped[5m])")).containsExactly("terse_visits_dropped");
    assertThat(missing("terse_ready{node=\"a\"}")).containsExactly("terse_ready{node=\"a\"}");
    assertThat(missing("terse_redirect_requests_total{outcome=\"lost\"}")).hasSize(1);
    assertThat(missing("terse_ready{instance=\"a\"} + terse_store_up")).isEmpty();
  }

  private static Set<String> own(Figures figures) {
    return figures.families().stream()
        .filter(name -> name.startsWith("terse_"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What neither server exposes; pauses for collections come only after one. */
  private static Stream<String> missing(String expression) {
    List<String> ofBoth = new ArrayList<>(FIGURES.get(0).missing(expression));
    ofBoth.retainAll(FIGURES.get(1).missing(expression));
    ofBoth.remove("jvm_gc_pause_seconds_sum");
    return ofBoth.stream();
  }

  private static List<String> alerts() {
    Object document = new Load(LoadSettings.builder().build())
        .loadFromString(Reference.read("terse-alerts.yaml"));
    List<String> expressions = new ArrayList<>();
    for (Object group : list(document, "groups")) {
      for (Object rule : list(group, "rules")) {
        Map<?, ?> alert = (Map<?, ?>) rule;
        assertThat(alert.get("alert")).asString().startsWith("Terse");
        assertThat(alert.get("labels")).isInstanceOf(Map.class);
        assertThat(alert.get("annotations")).isInstanceOf(Map.class);
        expressions.add(String.valueOf(alert.get("expr")));
      }
    }
    return expressions;
  }

  private static Collection<?> list(Object mapping, String key) {
    return (Collection<?>) Objects.requireNonNull(((Map<?, ?>) mapping).get(key));
  }

  private static List<String> dashboard() {
    JsonObject dashboard = new JsonObject(Reference.read("terse-dashboard.json"));
    List<String> expressions = new ArrayList<>();
    for (Object panel : dashboard.getJsonArray("panels")) {
      JsonArray targets = ((JsonObject) panel).getJsonArray("targets");
      targets.forEach(target -> expressions.add(((JsonObject) target).getString("expr")));
    }
    return expressions;
  }
}
