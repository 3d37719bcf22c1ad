package dev.terse.imports.flask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.terse.imports.ForeignStoreException;
import dev.terse.imports.Found;
import dev.terse.testbed.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlaskTableTest {
  @TempDir
  private Path directory;

  @Test
  void read_sqliteFile_isEveryRow() throws Exception {
    Path file = database(
        "CREATE TABLE url (shortened_url VARCHAR(20) NOT NULL, full_url VARCHAR(2000),"
            + " PRIMARY KEY (shortened_url), UNIQUE (full_url))",
        "INSERT INTO url VALUES ('_5CCH-6ysCoz', 'http://www.google.com/')",
        "INSERT INTO url VALUES ('G2Wv7lU6QLD_', 'http://www.bücher.example/ä?q=ü')",
        "INSERT INTO url VALUES ('KNGtylzc_YLk', NULL)");
    byte[] before = Files.readAllBytes(file);

    List<Found> expected = List.of(
        new Found.Link("_5CCH-6ysCoz", "http://www.google.com/", null, true),
        new Found.Link("G2Wv7lU6QLD_", "http://www.bücher.example/ä?q=ü", null, true),
        new Found.Unreadable("KNGtylzc_YLk", "a column is NULL"));
    assertThat(read(file.toString())).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(read("sqlite:///" + file)).hasSize(3);
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  @Tag("slow")
  void read_postgres_isEveryRow() {
    try (PostgresServer server = PostgresServer.start(directory)) {
      server.execute(
          "terse",
          "CREATE TABLE url (shortened_url VARCHAR(20) PRIMARY KEY,"
              + " full_url VARCHAR(2000) UNIQUE)");
      server.execute(
          "terse",
          "INSERT INTO url SELECT 'code' || n, 'http://www.example.com/' || n"
              + " FROM generate_series(1, 2500) n");

      assertThat(read(server.url()))
          .hasSize(2_500)
          .contains(new Found.Link("code7", "http://www.example.com/7", null, true));
      assertThat(read(server.url().replace("postgresql:", "postgresql+psycopg2:")))
          .hasSize(2_500);
      assertThatThrownBy(() -> read(server.url().replace("terse:terse@", "terse:wrong@")))
          .isInstanceOf(ForeignStoreException.class)
          .hasMessageNotContaining("wrong");
    }
  }

  @Test
  void read_otherDatabase_saysSo() throws Exception {
    Path file = database("CREATE TABLE other (id INTEGER)");

    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(ForeignStoreException.class)
        .hasMessageContaining("see whether this is the Flask demo's database");
  }

  @Test
  void open_nothingThere_makesNothing() {
    Path file = directory.resolve("none.db");

    assertThatThrownBy(() -> read(file.toString())).hasMessage("there is no file " + file);
    assertThat(file).doesNotExist();
    assertThatThrownBy(() -> read("mysql://localhost/x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Found> read(String where) {
    List<Found> found = new ArrayList<>();
    try (FlaskTable table = FlaskTable.open(where)) {
      table.read(found::add);
    }
    return found;
  }

  private Path database(String... statements) throws SQLException {
    Path file = directory.resolve("demo.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
    return file;
  }
}
