package dev.terse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.terse.core.link.Code;
import dev.terse.core.link.History;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkDetails;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Reuse;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.core.visit.VisitTally;
import dev.terse.testbed.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving in from the ancestors, and from one store to another, as the guides say. */
@Tag("slow")
final class MovingIT {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
  private static final int LINKS = 20_000;
  private static final int MAX_TRIES = 20;

  /** Of some megabytes that the copy writes into its log. */
  private static final long SOME_BYTES = 500_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir
  private Path directory;

  @Test
  void copy_killedHalfWay_goesOnAndIsVerified() throws Exception {
    fill("rocksdb:" + directory.resolve("from"));
    String place = killedHalfWay();

    Cli cli = Cli.in(directory);
    assertThat(cli.run(copy(place, "--verify-only")).status()).isEqualTo(1);
    Cli.Result result = cli.run(copy(place));

    assertThat(result.line())
        .endsWith("verified: " + LINKS + " links and 1 tombstone are the same");
    assertThat(cli.run(copy(place)).line()).startsWith("copied: 0 links, 0 tombstones, 0 visits");
    tamper(place);
    Cli.Result tampered = cli.run(copy(place, "--verify-only"));
    assertThat(tampered.status()).isEqualTo(1);
    assertThat(tampered.out()).contains("difference: c7: not the same at the destination");
    assertThat(cli.run("copy", "--from", place, "--to", place).status()).isEqualTo(2);
  }

  @Test
  void importS_itsRedis_keepsCodesAndOrder() throws Exception {
    String[] flags = {"--config", TerseProcess.ROOT.resolve("examples/s.yaml").toString()};
    try (RedisServer redis = RedisServer.start(directory)) {
      shortened(redis, 1, "a", "http%3A//www.example.com/");
      shortened(redis, 2, "b", "http%3A//www.example.com/two+words%2B");
      redis.cli("SET", "$3", "c");
      redis.cli("SET", "x", "javascript%3Aalert%281%29");

      Cli.Result result = importing("s", redis.url(), flags);
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.out())
          .contains("imported: 2 links; 0 here already")
          .contains("not imported: x: the target begins with javascript:");
      assertThat(importing("s", redis.url(), flags).out())
          .contains("imported: 0 links; 2 here already");
    }
    try (TerseProcess server = TerseProcess.start(directory, flags)) {
      Wire wire = new Wire(server);
      assertThat(wire.get("/b").location()).isEqualTo("http://www.example.com/two%20words+");
      assertThat(wire.form("/get", "url=http://www.example.com/").body())
          .isEqualTo("[\"success\", \"http://your.domain/a\"]");
      assertThat(wire.form("/get", "url=http://www.example.com/new").body())
          .isEqualTo("[\"success\", \"http://your.domain/c\"]");
    }
  }

  @Test
  void importFlask_itsTable_keepsCodes() throws Exception {
    Path file = directory.resolve("demo.db");
    sqlite(
        file,
        "CREATE TABLE url (shortened_url VARCHAR(20) NOT NULL, full_url VARCHAR(2000),"
            + " PRIMARY KEY (shortened_url), UNIQUE (full_url))",
        "INSERT INTO url VALUES ('_5CCH-6ysCoz', 'http://www.google.com/')",
        "INSERT INTO url VALUES ('collisionLon', 'http://www.example.com/other')",
        "INSERT INTO url VALUES ('TWxfUmlnaHRz', 'http://www.bücher.example/ä')");
    String[] flags = {
      "--config", TerseProcess.ROOT.resolve("examples/flask-demo.yaml").toString()
    };

    assertThat(importing("flask", file.toString(), flags).line())
        .isEqualTo("imported: 3 links; 0 here already");
    try (TerseProcess server = TerseProcess.start(directory, flags)) {
      Wire wire = new Wire(server);
      for (String[] known : new String[][] {
        {"http://www.google.com/", "_5CCH-6ysCoz"},
        {"http://www.example.com/other", "collisionLon"},
        {"http://www.b%C3%BCcher.example/%C3%A4", "TWxfUmlnaHRz"}
      }) {
        assertThat(wire.form("/shorten_url", "url=" + known[0]).body())
            .isEqualTo("{\"shortened_url\": \"172.17.0.2:5000/" + known[1] + "\"}\n");
      }
      assertThat(wire.get("/TWxfUmlnaHRz").location())
          .isEqualTo("http://www.xn--bcher-kva.example/%C3%A4");
    }
    sqlite(
        file, "UPDATE url SET full_url = 'http://elsewhere.example/' WHERE full_url LIKE '%goo%'");
    Cli.Result conflict = importing("flask", file.toString(), flags);
    assertThat(conflict.status()).isEqualTo(1);
    assertThat(conflict.out())
        .contains("conflict: _5CCH-6ysCoz leads to http://www.google.com/ here, and stays so");
  }

  @Test
  void copy_sourceIsMisspelt_saysSoAndMakesNothing() throws Exception {
    Path typo = directory.resolve("typo");
    String place = "rocksdb:" + directory.resolve("to");

    Cli.Result result = Cli.in(directory).run("copy", "--from", "rocksdb:" + typo, "--to", place);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("no store is in " + typo);
    assertThat(typo).doesNotExist();
    assertThat(directory.resolve("to")).doesNotExist();
  }

  private Cli.Result importing(String kind, String where, String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of("import", "--from", kind, where));
    command.addAll(List.of(flags));
    command.addAll(List.of("--store.url", "rocksdb:" + directory.resolve("data")));
    return Cli.in(directory).run(command.toArray(String[]::new));
  }

  private static void shortened(RedisServer redis, int number, String code, String quoted) {
    redis.cli("SET", "$" + number, code);
    redis.cli("SET", "counter", Integer.toString(number));
    redis.cli("SET", code, quoted);
    redis.cli("SET", quoted, code);
  }

  private static void sqlite(Path file, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private String[] copy(String place, String... more) {
    List<String> command = new ArrayList<>(
        List.of("copy", "--from", "rocksdb:" + directory.resolve("from"), "--to", place));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  /** Copies into new places until one copy was killed after its beginning and before its end. */
  private String killedHalfWay() throws Exception {
    long bytes = SOME_BYTES;
    for (int i = 0; i < MAX_TRIES; i++) {
      String place = "rocksdb:" + directory.resolve("to-" + i);
      List<String> command = Cli.java();
      command.addAll(List.of(copy(place)));
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(directory.resolve("copy-" + i + ".log").toFile())
          .start();
      Path database = directory.resolve("to-" + i + "/db");
      long enough = bytes;
      Awaitility.await("some links are copied")
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !process.isAlive() || logged(database) >= enough);
      process.destroyForcibly().waitFor();
      try (Store store = StoreUrl.parse(place).open()) {
        String progress = store.settings().find("copy.progress");
        if (progress != null
            && progress.startsWith("1 running")
            && !store.links().scan("", 1).entries().isEmpty()) {
          return place;
        }
        bytes = progress == null ? bytes * 2 : bytes * 3 / 4;
      }
    }
    throw new AssertionError("no kill came half-way");
  }

  /** How long the logs of a database are that may not be there yet. */
  private static long logged(Path database) throws IOException {
    if (Files.notExists(database)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(database)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static void fill(String url) {
    Random random = new Random(7);
    try (Store store = StoreUrl.parse(url).open();
        ExecutorService writers = Executors.newFixedThreadPool(64)) {
      store.settings().putIfAbsent("codes.space", "1 shuffled 5 abc 00");
      store.links().bury(LinkKey.of(new Code("gone")));
      for (int i = 0; i < LINKS; i++) {
        Link link = new Link(
            LinkId.create(NOW, random),
            LinkKey.of(new Code("c" + i)),
            new Target("https://example.com/" + i),
            LinkDetails.NONE,
            History.begin(NOW, null));
        writers.execute(() -> store.links().create(link, Reuse.NEVER));
        if (i % 100 == 0) {
          store.visits().add(List.of(new VisitTally(link.id(), NOW, 1 + i)));
        }
      }
      writers.shutdown();
    }
  }

  private static void tamper(String url) {
    try (Store store = StoreUrl.parse(url).open()) {
      Link link = Objects.requireNonNull(store.links().find(LinkKey.of(new Code("c7"))));
      store
          .links()
          .replace(link.changed(
              new Target("https://example.net/"), link.details(), link.history().next(NOW)));
    }
  }
}
