package dev.terse.store.postgres.connect;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the pool gets its connections. It goes on trying while the servers are away, because the
 * pool itself would rest for 5 s between two tries and so find out late that they are back. Keeps
 * why the last try failed.
 */
final class PatientSource implements DataSource {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Connections connections;
  private final Duration login;
  private volatile @Nullable SQLException lastFailure;
  private volatile boolean closed;

  /** Opens {@code connections}, each of which takes no longer than {@code login}. */
  PatientSource(Connections connections, Duration login) {
    this.connections = connections;
    this.login = login;
  }

  /** Why there is no connection, or null if the last try succeeded. */
  @Nullable
  SQLException lastFailure() {
    return lastFailure;
  }

  /** Gives out nothing more: a connection that is being made just now would outlive the pool. */
  void close() {
    closed = true;
  }

  @Override
  public Connection getConnection() throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Connection connection = connections.open();
        lastFailure = null;
        if (closed) {
          connection.close();
          throw new SQLException("the store has been closed");
        }
        return connection;
      } catch (SQLException e) {
        lastFailure = e;
        if (closed || System.nanoTime() > deadline || isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private static boolean isInterrupted() {
    try {
      Thread.sleep(PAUSE);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  /** The pool waits so long at its end for a connection that is being made. */
  @Override
  public int getLoginTimeout() {
    return (int) login.plusSeconds(1).toSeconds();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
