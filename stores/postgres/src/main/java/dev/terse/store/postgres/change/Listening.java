package dev.terse.store.postgres.change;

import dev.terse.store.postgres.connect.Connections;
import dev.terse.store.postgres.connect.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that hears what other nodes change, and its thread. A broken connection is
 * replaced; one that only seems alive is found out by a question each second. What was announced
 * meanwhile is lost: whoever keeps links must not keep them for ever.
 */
public final class Listening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final int POLL_MILLIS = 1_000;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Changes changes;
  private final Connections connections;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("terse-listen").unstarted(this::run);
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  private Listening(Changes changes, Connections connections) {
    this.changes = changes;
    this.connections = connections;
  }

  /** Begins; what is committed after this returns is heard. */
  public static Listening begin(String operation, Changes changes, Connections connections) {
    Listening listening = new Listening(changes, connections);
    try {
      listening.connection = listening.connect();
    } catch (SQLException e) {
      throw Failures.of(operation, e);
    }
    listening.thread.start();
    return listening;
  }

  /** Ends; waits for what is being told. Idempotent. */
  @Override
  public void close() {
    closed = true;
    abandon(connection);
    thread.interrupt();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join(LONGEST_PAUSE);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      try {
        Connection current = connection;
        if (current == null) {
          current = connect();
          connection = current;
          LOG.info("hearing other nodes' changes again");
        }
        pause = FIRST_PAUSE;
        hear(current);
      } catch (SQLException | RuntimeException e) {
        if (connection != null && !closed) {
          LOG.warn("other nodes' changes are not heard until the server is back: {}", e.toString());
        }
        abandon(connection);
        connection = null;
        rest(pause);
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
            ? pause.multipliedBy(2)
            : LONGEST_PAUSE;
      }
    }
    abandon(connection);
  }

  private Connection connect() throws SQLException {
    Connection fresh = connections.open();
    try (Statement statement = fresh.createStatement()) {
      statement.execute("LISTEN " + changes.channel());
      return fresh;
    } catch (SQLException e) {
      abandon(fresh);
      throw e;
    }
  }

  private void hear(Connection current) throws SQLException {
    PGConnection listener = current.unwrap(PGConnection.class);
    try (Statement question = current.createStatement()) {
      while (!closed) {
        PGNotification[] heard = listener.getNotifications(POLL_MILLIS);
        if (heard == null || heard.length == 0) {
          question.execute("");
        } else {
          for (PGNotification notification : heard) {
            changes.take(notification.getParameter());
          }
        }
      }
    }
  }

  /** Closes without asking the server, which may not answer. */
  private static void abandon(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException _) {
        // It is of no use any more, closed or not.
      }
    }
  }

  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException _) {
      // Only close() interrupts, and the loop asks about that.
    }
  }
}
