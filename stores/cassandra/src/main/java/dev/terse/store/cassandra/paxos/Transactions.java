package dev.terse.store.cassandra.paxos;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.session.Failures;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings lightweight transactions to a known end. Safe for use by many threads.
 *
 * <p>A transaction that timed out may have been applied, may be applied while we ask, or never. A
 * read at SERIAL completes what a majority has accepted, so what it finds is settled: a row that
 * this transaction wrote means yes, a row that makes its condition false for ever means no. An
 * unchanged row means neither, because a coordinator that stood still may yet go on; then the same
 * transaction is sent again, which is harmless, until the time is up. What is still open then is
 * UNAVAILABLE, and was never acknowledged.
 */
public final class Transactions {
  private static final int MAX_ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 5_000_000;
  private static final long MAX_PAUSE_NANOS = 100_000_000;

  private final Cluster cluster;

  /** Runs transactions on {@code cluster}. */
  public Transactions(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Runs {@code transaction}. New attempts begin within the cluster's timeout only, so that all of
   * it takes at most three times that long.
   *
   * @throws StoreException if its end cannot be known
   */
  public Outcome run(String operation, Transaction transaction) {
    long deadline = System.nanoTime() + cluster.timeout().toNanos();
    boolean doubtful = false;
    for (int attempt = 1; ; attempt++) {
      try {
        ResultSet result = cluster.runRaw(transaction.write());
        if (result.wasApplied()) {
          return new Outcome.Applied();
        }
        return refused(operation, transaction, doubtful);
      } catch (DriverException e) {
        if (!doubtful && Failures.isUnsent(e)) {
          throw Failures.of(operation, e);
        }
        doubtful = true;
        Outcome outcome = known(read(operation, transaction), transaction);
        if (outcome != null) {
          return outcome;
        }
        if (attempt >= MAX_ATTEMPTS || System.nanoTime() >= deadline) {
          throw Failures.of(operation, e);
        }
      }
      pause(attempt);
    }
  }

  /** Throws what an end means that nobody can know. */
  public static StoreException lost(String operation) {
    return new StoreException(
        Reason.UNAVAILABLE,
        operation,
        "no answer in time, and what was written has been written over since");
  }

  /** The answer was no; after a doubtful attempt that may be because that one was applied. */
  private Outcome refused(String operation, Transaction transaction, boolean doubtful) {
    Row row = read(operation, transaction);
    if (!doubtful) {
      return new Outcome.Refused(row);
    }
    Outcome outcome = known(row, transaction);
    return outcome == null ? new Outcome.Refused(row) : outcome;
  }

  private static @Nullable Outcome known(@Nullable Row row, Transaction transaction) {
    return switch (transaction.judge().apply(row)) {
      case APPLIED -> new Outcome.Applied();
      case REFUSED -> new Outcome.Refused(row);
      case LOST -> new Outcome.Lost(row);
      case OPEN -> null;
    };
  }

  /** By one node: two that read at SERIAL cost each other rounds. */
  private @Nullable Row read(String operation, Transaction transaction) {
    return cluster.one(
        operation,
        transaction
            .read()
            .setConsistencyLevel(ConsistencyLevel.SERIAL)
            .setExecutionProfileName(null));
  }

  /** Longer each time; nodes that met pause differently, by the phase of their clocks. */
  private static void pause(int attempt) {
    long longest = Math.min(PAUSE_NANOS << attempt, MAX_PAUSE_NANOS);
    LockSupport.parkNanos(1 + Math.floorMod(System.nanoTime(), longest));
  }
}
