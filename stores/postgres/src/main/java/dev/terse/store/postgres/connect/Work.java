package dev.terse.store.postgres.connect;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a connection.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  /** Does it; may be called again on another connection if that is the right thing to do. */
  T on(Connection connection) throws SQLException;
}
