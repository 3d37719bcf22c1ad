package dev.terse.store.postgres.connect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.terse.core.figure.Figure;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls on the servers through a pool of connections. Safe for use by many threads, virtual ones
 * above all; whoever finds no connection free waits for one, boundedly.
 *
 * <p>A transaction asks for its number first. If the connection breaks after COMMIT was sent, the
 * number tells on another connection what came of it: so an outcome is unknown only while no server
 * can be asked.
 */
public final class Database implements AutoCloseable {
  /** Tries of a transaction that others are in the way of. */
  private static final int MAX_TRIES = 5;

  /** A call that fails later than this on a broken connection is not tried again. */
  private static final Duration QUICK = Duration.ofMillis(500);

  private static final long PAUSE_MILLIS = 20;
  private static final long MIN_WAIT_MILLIS = 250;
  private static final long VALIDATION_MILLIS = 1_000;
  private static final long KEEPALIVE_MILLIS = 60_000;

  private final Options options;
  private final PatientSource source;
  private final HikariDataSource pool;
  private final Gate gate = new Gate();

  /** Calls on what {@code connections} lead to. Opens the pool's connections behind the scenes. */
  public Database(Options options, Connections connections) {
    this.options = options;
    this.source = new PatientSource(connections, options.login());
    long wait = Math.max(MIN_WAIT_MILLIS, options.connect().toMillis());
    HikariConfig config = new HikariConfig();
    config.setPoolName("terse-postgres");
    config.setDataSource(source);
    config.setMaximumPoolSize(options.pool());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(wait);
    config.setValidationTimeout(Math.min(wait, VALIDATION_MILLIS));
    config.setKeepaliveTime(KEEPALIVE_MILLIS);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  /** What {@code work} reads, each statement on its own. */
  public <T extends @Nullable Object> T read(String operation, Work<T> work) {
    return call(operation, () -> repeat(operation, () -> once(work)));
  }

  /** What {@code work} does, all of it in one transaction, or nothing. */
  public <T extends @Nullable Object> T write(String operation, Work<T> work) {
    return call(operation, () -> writeInside(operation, work));
  }

  /** How the pool fares. */
  public List<Figure> figures() {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return List.of(
        connections("active", now.getActiveConnections()),
        connections("idle", now.getIdleConnections()),
        Figure.level("postgres_connections_limit", options.pool(), "Most connections of the pool."),
        Figure.level(
            "postgres_waiting",
            now.getThreadsAwaitingConnection(),
            "Calls that wait for a connection."));
  }

  private static Figure connections(String state, int number) {
    return Figure.level("postgres_connections", number, "Connections to PostgreSQL.")
        .with("state", state);
  }

  /** Runs {@code body}, which {@link #close()} waits for; after that, throws instead. */
  public <T extends @Nullable Object> T call(String operation, Supplier<T> body) {
    gate.enter(operation);
    try {
      return body.get();
    } finally {
      gate.leave();
    }
  }

  /** As {@link #write}, for threads of the store's own that work on somebody's {@link #call}. */
  public <T extends @Nullable Object> T writeInside(String operation, Work<T> work) {
    try {
      return repeat(operation, () -> transact(work));
    } catch (LostCommit e) {
      throw unknown(operation, e.transaction());
    }
  }

  /**
   * As {@link #write}, but throws {@link LostCommit} where {@link #outcome} may tell more later.
   */
  public <T extends @Nullable Object> T writeOrLose(String operation, Work<T> work) {
    return call(operation, () -> repeat(operation, () -> transact(work)));
  }

  /** What to tell of a change whose COMMIT went unanswered. */
  public static StoreException unknown(String operation, String transaction) {
    return new StoreException(
        Reason.UNAVAILABLE,
        operation,
        "the connection broke while transaction " + transaction
            + " was committed: the outcome is unknown");
  }

  /** What became of the transaction of that number. Never throws. */
  public Outcome outcome(String transaction) {
    long deadline = System.nanoTime() + options.call().toNanos();
    while (System.nanoTime() < deadline) {
      try {
        String status = once(connection -> status(connection, transaction));
        if ("committed".equals(status)) {
          return Outcome.COMMITTED;
        }
        if ("aborted".equals(status)) {
          return Outcome.ABORTED;
        }
        if (status == null || !pause()) {
          return Outcome.UNKNOWN;
        }
      } catch (SQLException e) {
        return Outcome.UNKNOWN;
      }
    }
    return Outcome.UNKNOWN;
  }

  /** Waits for the calls under way and closes all connections. Idempotent. */
  @Override
  public void close() {
    shut();
    source.close();
    pool.close();
  }

  /** Lets no call in any more and waits for those under way. Idempotent. */
  public void shut() {
    gate.close();
  }

  private <T extends @Nullable Object> T repeat(String operation, Try<T> attempt) {
    for (int tries = 1; ; tries++) {
      long began = System.nanoTime();
      try {
        return attempt.run();
      } catch (SQLException e) {
        boolean quick = System.nanoTime() - began < QUICK.toNanos();
        boolean again = Failures.isConflict(e)
            ? tries < MAX_TRIES
            : tries == 1 && quick && (Failures.isConnectionLost(e) || Failures.isReadOnly(e));
        if (!again || !pause()) {
          throw Failures.of(operation, e);
        }
      }
    }
  }

  private <T extends @Nullable Object> T once(Work<T> work) throws SQLException {
    try (Connection connection = borrow()) {
      return work.on(connection);
    }
  }

  private <T extends @Nullable Object> T transact(Work<T> work) throws SQLException {
    String number = "";
    T result;
    SQLException broken = null;
    try (Connection connection = borrow()) {
      connection.setAutoCommit(false);
      try {
        number = number(connection);
        result = work.on(connection);
      } catch (SQLException e) {
        if (Failures.isReadOnly(e)) {
          pool.evictConnection(connection);
        }
        throw e;
      }
      try {
        connection.commit();
      } catch (SQLException e) {
        if (!Failures.isConnectionLost(e)) {
          throw e;
        }
        broken = e;
      }
    }
    return broken == null ? result : settle(result, number, broken);
  }

  /** What to say once a COMMIT went unanswered. */
  private <T extends @Nullable Object> T settle(T result, String number, SQLException broken)
      throws SQLException {
    return switch (outcome(number)) {
      case COMMITTED -> result;
      case ABORTED -> throw broken;
      case UNKNOWN -> throw new LostCommit(number, broken);
    };
  }

  private Connection borrow() throws SQLException {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      SQLException cause = source.lastFailure();
      if (cause != null) {
        throw cause;
      }
      throw new SQLException(
          "no connection was free for " + options.connect().toMillis() + " ms, of " + options.pool()
              + ": raise the URL's option pool",
          "53000",
          e);
    }
  }

  private static String number(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_xact_id()::text")) {
      row.next();
      return row.getString(1);
    }
  }

  private static @Nullable String status(Connection connection, String transaction)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_xact_status(?::text::xid8)")) {
      statement.setString(1, transaction);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** Waits a moment; false if interrupted. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @FunctionalInterface
  private interface Try<T extends @Nullable Object> {
    T run() throws SQLException;
  }
}
