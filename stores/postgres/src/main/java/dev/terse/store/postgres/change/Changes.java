package dev.terse.store.postgres.change;

import dev.terse.core.link.LinkKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is told of changed links. Nodes of one schema share a channel; each knows its own
 * notifications by its name and leaves them, because it has told its listeners before. Safe for use
 * by many threads.
 */
public final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final String channel;
  private final String node;
  private final List<Consumer<LinkKey>> listeners = new CopyOnWriteArrayList<>();

  /** Changes in {@code schema} as {@code node} sees them. */
  public Changes(String schema, String node) {
    this.channel = "terse_" + schema;
    this.node = node;
  }

  /** Calls {@code listener} with each changed key. */
  public void onChange(Consumer<LinkKey> listener) {
    listeners.add(listener);
  }

  /** Has the other nodes told of {@code keys} once the connection's transaction commits. */
  public void announce(Connection connection, Collection<LinkKey> keys) throws SQLException {
    List<String> payloads = Payload.of(node, keys);
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_notify(?, p) FROM unnest(?) AS p")) {
      statement.setString(1, channel);
      statement.setArray(2, connection.createArrayOf("text", payloads.toArray()));
      statement.execute();
    }
  }

  /** Tells the listeners here. */
  public void tell(LinkKey key) {
    for (Consumer<LinkKey> listener : listeners) {
      try {
        listener.accept(key);
      } catch (RuntimeException e) {
        LOG.error("a listener failed for {}", key, e);
      }
    }
  }

  String channel() {
    return channel;
  }

  void take(String payload) {
    Payload.keys(node, payload).forEach(this::tell);
  }
}
