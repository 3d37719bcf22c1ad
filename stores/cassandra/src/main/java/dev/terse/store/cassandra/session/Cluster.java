package dev.terse.store.cassandra.session;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Node;
import dev.terse.core.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The driver's session with one keyspace's ring. Waits at most the URL's timeout for each request.
 * Safe for use by many threads.
 */
public final class Cluster implements AutoCloseable {
  /** Requests of one call that are under way at once. */
  private static final int ABREAST = 64;

  private final CqlSession session;
  private final ClusterUrl url;

  private Cluster(CqlSession session, ClusterUrl url) {
    this.session = session;
    this.url = url;
  }

  /** Connects to the ring; throws {@link StoreException} if no node of it answers. */
  public static Cluster open(String operation, ClusterUrl url) {
    try {
      return new Cluster(Driver.connect(url), url);
    } catch (DriverException e) {
      throw Failures.of(operation, e);
    }
  }

  /** What the URL said. */
  public ClusterUrl url() {
    return url;
  }

  /** The driver's session, for what only the opening asks. */
  public CqlSession session() {
    return session;
  }

  /**
   * Prepares {@code cql}, in which {@code %s} is the keyspace, for a request that may be sent twice
   * without harm: the driver sends it to another node if one fails.
   */
  public PreparedStatement prepare(String cql) {
    return prepared(statement(cql).setIdempotent(true));
  }

  /**
   * Prepares {@code cql}, a read for which somebody waits: if the node that was asked is late, the
   * driver asks another one as well, and takes what comes first.
   */
  public PreparedStatement prepareImpatient(String cql) {
    return prepared(statement(cql).setIdempotent(true).setExecutionProfileName(Driver.IMPATIENT));
  }

  /** Prepares {@code cql}, in which {@code %s} is the keyspace, for a request that is sent once. */
  public PreparedStatement prepareOnce(String cql) {
    return prepared(statement(cql).setIdempotent(false));
  }

  private SimpleStatement statement(String cql) {
    return SimpleStatement.newInstance(cql.formatted(url.keyspace()));
  }

  private PreparedStatement prepared(SimpleStatement statement) {
    try {
      return session.prepare(statement);
    } catch (DriverException e) {
      throw Failures.of("store.open", e);
    }
  }

  /** Sends {@code statement} and returns what came back. */
  public ResultSet run(String operation, BoundStatement statement) {
    try {
      return session.execute(statement);
    } catch (DriverException e) {
      throw Failures.of(operation, e);
    }
  }

  /** Sends {@code statement}; throws the driver's own exceptions. */
  public ResultSet runRaw(BoundStatement statement) {
    return session.execute(statement);
  }

  /** The first row that {@code statement} finds, or null. */
  public @Nullable Row one(String operation, BoundStatement statement) {
    return run(operation, statement).one();
  }

  /**
   * Sends a statement for each of {@code items}, {@value #ABREAST} at a time, and returns the first
   * row of each answer, or null where there was none. Stops at the first failure.
   */
  public <T> List<@Nullable Row> each(
      String operation, List<T> items, Function<T, ? extends Statement<?>> statement) {
    List<@Nullable Row> rows = new ArrayList<>(items.size());
    for (int from = 0; from < items.size(); from += ABREAST) {
      List<T> some = items.subList(from, Math.min(from + ABREAST, items.size()));
      List<CompletionStage<AsyncResultSet>> sent =
          some.stream().map(item -> session.executeAsync(statement.apply(item))).toList();
      try {
        for (CompletionStage<AsyncResultSet> answer : sent) {
          rows.add(answer.toCompletableFuture().join().one());
        }
      } catch (CompletionException e) {
        throw e.getCause() instanceof DriverException cause ? Failures.of(operation, cause) : e;
      }
    }
    return rows;
  }

  /** Sends all {@code statements} at once and waits for all of them. */
  public void all(String operation, List<BoundStatement> statements) {
    each(operation, statements, statement -> statement);
  }

  /** As {@link #all}, for what may stay undone: rows that nothing names. */
  public void attempt(String operation, List<BoundStatement> statements) {
    try {
      all(operation, statements);
    } catch (StoreException _) {
      // Readers pass over such rows.
    }
  }

  /** The server's version, as far as it is known. */
  public String version() {
    return session.getMetadata().getNodes().values().stream()
        .map(Node::getCassandraVersion)
        .filter(version -> version != null)
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }

  /** How long a request may take. */
  public Duration timeout() {
    return url.timeout();
  }

  @Override
  public void close() {
    session.close();
  }
}
