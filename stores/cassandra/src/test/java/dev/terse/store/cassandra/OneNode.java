package dev.terse.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.store.Store;
import dev.terse.core.store.StoreUrl;
import dev.terse.testbed.CassandraNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Cassandra node for all tests of this JVM, with one keyspace, whose tables are empty before
 * each case. A keyspace for each case would take seconds to make.
 */
final class OneNode implements BeforeEachCallback {
  static final String KEYSPACE = "contract";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Ends with the JVM. */
  private static final CassandraNode NODE = start();

  private static final CqlSession SESSION = CqlSession.builder()
      .addContactPoint(new InetSocketAddress(
          InetAddress.getLoopbackAddress(), Integer.parseInt(NODE.host().split(":", 2)[1])))
      .withLocalDatacenter("datacenter1")
      .withConfigLoader(DriverConfigLoader.programmaticBuilder()
          .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
          .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, PATIENCE)
          .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, PATIENCE)
          .build())
      .build();

  OneNode() {}

  private static CassandraNode start() {
    try {
      return CassandraNode.start(Files.createTempDirectory("terse-cassandra"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The node's URL with {@code keyspace}. */
  static StoreUrl url(String keyspace) {
    return StoreUrl.parse("cassandra://" + NODE.host() + "/" + keyspace
        + "?replication=1&timeout=20s&connect-timeout=20s");
  }

  static Store open() {
    return url(KEYSPACE).open();
  }

  /** A session with the node, to look and to meddle. */
  static CqlSession session() {
    return SESSION;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    List<String> tables = new ArrayList<>();
    for (Row row : SESSION.execute(
        "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ?", KEYSPACE)) {
      String table = KEYSPACE + "." + Objects.requireNonNull(row.getString("table_name"));
      if (!table.endsWith(".schema_version")
          && SESSION.execute("SELECT * FROM " + table + " LIMIT 1").one() != null) {
        tables.add(table);
      }
    }
    List<CompletionStage<AsyncResultSet>> truncations =
        tables.stream().map(table -> SESSION.executeAsync("TRUNCATE " + table)).toList();
    truncations.forEach(truncation -> truncation.toCompletableFuture().join());
  }
}
