package dev.terse.store.postgres.connect;

import dev.terse.core.store.NetworkUrl.Host;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Opens connections. No step of one waits for longer than the options say: a server that is asked
 * and does not answer is given up by itself ({@code statement_timeout}) or, if it is gone, by the
 * socket's time limit a little later. Safe for use by many threads.
 */
public final class Connections {
  /** How much longer than the server we wait, so that it is the one that gives up. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private static final int MILLIS = 1_000;

  /** Held, since a logger that nobody holds forgets its level. What it tells is thrown as well. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  private final Options options;

  /** Connections to what {@code options} names. */
  public Connections(Options options) {
    this.options = options;
  }

  /** A new connection for calls; the caller closes it. */
  public Connection open() throws SQLException {
    return open(options.call());
  }

  /** As {@link #open()}, for statements that may each take {@code limit}. */
  public Connection open(Duration limit) throws SQLException {
    Connection connection = DriverManager.getConnection(url(), properties());
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) limit.plus(GRACE).toMillis());
      statement.execute("SET search_path = " + options.schema()
          + "; SET statement_timeout = " + limit.toMillis()
          + "; SET idle_in_transaction_session_timeout = "
          + limit.multipliedBy(2).toMillis());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private String url() {
    return "jdbc:postgresql://"
        + options.url().hosts().stream().map(Host::toString).collect(Collectors.joining(","))
        + "/";
  }

  private Properties properties() {
    Properties properties = new Properties();
    options.tls().forEach(properties::setProperty);
    if (options.url().user() != null) {
      properties.setProperty("user", options.url().user());
    }
    if (options.url().password() != null) {
      properties.setProperty("password", options.url().password());
    }
    properties.setProperty("PGDBNAME", options.url().path());
    properties.setProperty("ApplicationName", "terse");
    properties.setProperty("connectTimeout", seconds(options.connect()));
    properties.setProperty("loginTimeout", seconds(options.login()));
    properties.setProperty("socketTimeout", seconds(options.call().plus(GRACE)));
    properties.setProperty("tcpKeepAlive", "true");
    if (options.url().hosts().size() > 1) {
      properties.setProperty("targetServerType", "primary");
    }
    return properties;
  }

  private static String seconds(Duration time) {
    return Long.toString((time.toMillis() + MILLIS - 1) / MILLIS);
  }
}
