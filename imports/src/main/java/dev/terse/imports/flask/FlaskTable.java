package dev.terse.imports.flask;

import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.StoreUrl;
import dev.terse.imports.ForeignStore;
import dev.terse.imports.ForeignStoreException;
import dev.terse.imports.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** The Flask demo's table {@code url(shortened_url, full_url)}. It is opened read-only. */
public final class FlaskTable implements ForeignStore {
  private static final int PORT = 5_432;
  private static final int ROWS_A_FETCH = 1_000;
  private static final int BUSY_MILLIS = 5_000;
  private static final String CONNECT_SECONDS = "5";
  private static final String READ_SECONDS = "60";
  private static final String SQLITE_URL = "sqlite:///";

  private final Connection connection;

  private FlaskTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the database that {@code where} names: an SQLite file, or a URL as the demo's
   * {@code connect_string} has it ({@code postgresql://…}, {@code sqlite:///FILE}).
   *
   * @throws ForeignStoreException if it cannot be opened
   * @throws IllegalArgumentException if it is a URL of another kind
   */
  public static FlaskTable open(String where) {
    try {
      if (where.matches("postgres(ql)?(\\+\\w+)?://.*")) {
        return new FlaskTable(postgres(StoreUrl.parse(where)));
      }
      String file = where.startsWith(SQLITE_URL) ? where.substring(SQLITE_URL.length()) : where;
      if (file.contains("://")) {
        throw new IllegalArgumentException(
            "name the demo's database: an SQLite file, or postgresql://USER@HOST:PORT/DATABASE");
      }
      return new FlaskTable(sqlite(Path.of(file)));
    } catch (SQLException e) {
      throw new ForeignStoreException(
          "cannot open the Flask demo's database: " + e.getMessage(), e);
    }
  }

  private static Connection sqlite(Path file) throws SQLException {
    if (!Files.isRegularFile(file)) {
      throw new ForeignStoreException("there is no file " + file);
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private static Connection postgres(StoreUrl url) throws SQLException {
    NetworkUrl network = NetworkUrl.parse(url, PORT, Set.of("sslmode"));
    String hosts =
        network.hosts().stream().map(NetworkUrl.Host::toString).collect(Collectors.joining(","));
    Properties properties = new Properties();
    properties.putAll(network.options());
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("socketTimeout", READ_SECONDS);
    properties.setProperty("ApplicationName", "terse import");
    put(properties, "user", network.user());
    put(properties, "password", network.password());
    Connection connection = DriverManager.getConnection(
        "jdbc:postgresql://" + hosts + "/" + network.path(), properties);
    connection.setReadOnly(true);
    // Rows are only fetched page by page within a transaction.
    connection.setAutoCommit(false);
    return connection;
  }

  private static void put(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }

  @Override
  public void read(Consumer<Found> reader) {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_A_FETCH);
      try (ResultSet rows = statement.executeQuery("SELECT shortened_url, full_url FROM url")) {
        while (rows.next()) {
          String code = rows.getString(1);
          String target = rows.getString(2);
          if (code == null || target == null) {
            reader.accept(new Found.Unreadable(String.valueOf(code), "a column is NULL"));
          } else {
            reader.accept(new Found.Link(code, target, null, true));
          }
        }
      }
    } catch (SQLException e) {
      throw new ForeignStoreException(
          "cannot read the table url(shortened_url, full_url): " + e.getMessage()
              + ": see whether this is the Flask demo's database",
          e);
    }
  }

  @Override
  public @Nullable String lastDrawn() {
    return null;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ForeignStoreException("cannot close the Flask demo's database", e);
    }
  }
}
