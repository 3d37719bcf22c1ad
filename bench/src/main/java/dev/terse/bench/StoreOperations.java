package dev.terse.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.terse.core.store.NetworkUrl;
import dev.terse.core.store.NetworkUrl.Host;
import dev.terse.core.store.StoreUrl;
import dev.terse.testbed.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * How many operations a backend's servers have been asked for since they started, by their own
 * count: PostgreSQL's transactions, Redis's commands, Cassandra's statements.
 */
interface StoreOperations extends AutoCloseable {

  /** The count so far; what asking adds is next to nothing. */
  long count() throws IOException, SQLException;

  @Override
  void close() throws IOException, SQLException;

  /** Counts the operations of {@code backend}, whose store is at {@code url}. */
  static StoreOperations of(Backend backend, String url) throws IOException, SQLException {
    NetworkUrl servers =
        NetworkUrl.parse(StoreUrl.parse(url.replaceFirst("\\?.*", "")), 1, Set.of());
    Host host = servers.hosts().getFirst();
    return switch (backend) {
      case POSTGRESQL ->
        new Transactions(DriverManager.getConnection(
            "jdbc:postgresql://" + host + "/postgres", servers.user(), servers.password()));
      case REDIS -> new Commands(new Socket(host.name(), host.port()));
      case CASSANDRA ->
        new Statements(CqlSession.builder()
            .addContactPoint(new InetSocketAddress(host.name(), host.port()))
            .withLocalDatacenter("datacenter1")
            .build());
    };
  }

  /** Of all databases but the one that is asked. */
  record Transactions(Connection connection) implements StoreOperations {
    private static final String QUERY = "SELECT sum(xact_commit + xact_rollback)"
        + " FROM pg_stat_database WHERE datname NOT IN ('postgres', 'template0', 'template1')";

    @Override
    public long count() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(QUERY)) {
        result.next();
        return result.getLong(1);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  /** By the statistics that a connection of its own reads. */
  record Commands(Socket socket) implements StoreOperations {
    private static final String FIELD = "total_commands_processed:";

    @Override
    public long count() throws IOException {
      socket.getOutputStream().write("INFO stats\r\n".getBytes(StandardCharsets.US_ASCII));
      BufferedReader lines = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      int length = Integer.parseInt(lines.readLine().substring(1));
      char[] text = new char[length + 2];
      for (int read = 0; read < text.length; ) {
        read += lines.read(text, read, text.length - read);
      }
      return new String(text)
          .lines()
          .filter(line -> line.startsWith(FIELD))
          .mapToLong(line -> Long.parseLong(line.substring(FIELD.length())))
          .sum();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Each node counts what clients asked of it. */
  record Statements(CqlSession session) implements StoreOperations {
    private static final String QUERY =
        "SELECT value FROM system_views.cql_metrics WHERE name = 'prepared_statements_executed'";

    @Override
    public long count() {
      long count = 0;
      for (Node node : session.getMetadata().getNodes().values()) {
        for (Row row : session.execute(SimpleStatement.newInstance(QUERY).setNode(node))) {
          count += (long) row.getDouble("value");
        }
      }
      return count;
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
