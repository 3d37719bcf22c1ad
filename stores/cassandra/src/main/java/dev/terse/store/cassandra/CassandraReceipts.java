package dev.terse.store.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.record.ReceiptRecord;
import dev.terse.core.store.receipt.Receipt;
import dev.terse.core.store.receipt.ReceiptStore;
import dev.terse.store.cassandra.paxos.Lanes;
import dev.terse.store.cassandra.paxos.Outcome;
import dev.terse.store.cassandra.paxos.Transaction;
import dev.terse.store.cassandra.paxos.Transactions;
import dev.terse.store.cassandra.paxos.Verdict;
import dev.terse.store.cassandra.session.Bytes;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.session.Gate;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Receipts, a row each that the ring lets expire, changed by lightweight transaction only. No two
 * receipts that are put are equal, because each names a link that only it names or was told of.
 */
final class CassandraReceipts implements ReceiptStore {
  private final Gate gate;
  private final Cluster cluster;
  private final Transactions transactions;
  private final Lanes lanes;
  private volatile @Nullable Statements statements;

  CassandraReceipts(Gate gate, Cluster cluster) {
    this.gate = gate;
    this.cluster = cluster;
    this.transactions = new Transactions(cluster);
    this.lanes = new Lanes(cluster.timeout().multipliedBy(2));
  }

  /** Prepared at the first use: an older store that is opened to be read has no such table. */
  private record Statements(
      PreparedStatement find, PreparedStatement first, PreparedStatement next) {
    static Statements of(Cluster cluster) {
      return new Statements(
          cluster.prepare("SELECT receipt FROM %s.receipts WHERE key = ?"),
          cluster.prepareOnce(
              "INSERT INTO %s.receipts (key, receipt) VALUES (?, ?) IF NOT EXISTS USING TTL ?"),
          cluster.prepareOnce(
              "UPDATE %s.receipts USING TTL ? SET receipt = ? WHERE key = ? IF receipt = ?"));
    }
  }

  private Statements prepared() {
    Statements ready = statements;
    if (ready == null) {
      ready = Statements.of(cluster);
      statements = ready;
    }
    return ready;
  }

  @Override
  public @Nullable Receipt find(String key) {
    String operation = "receipts.find";
    return gate.<@Nullable Receipt>pass(
        operation, () -> read(key, cluster.one(operation, prepared().find().bind(key))));
  }

  @Override
  public Receipt putIfAbsent(String key, Receipt receipt, Duration keep) {
    String operation = "receipts.putIfAbsent";
    return gate.pass(operation, () -> {
      BoundStatement write = prepared().first().bind(key, encode(key, receipt), seconds(keep));
      Receipt now = run(operation, key, write, null, receipt);
      if (now == null) {
        throw Transactions.lost(operation);
      }
      return now;
    });
  }

  @Override
  public boolean replace(String key, Receipt expected, Receipt receipt, Duration keep) {
    String operation = "receipts.replace";
    return gate.pass(operation, () -> {
      BoundStatement write =
          prepared().next().bind(seconds(keep), encode(key, receipt), key, encode(key, expected));
      return receipt.equals(run(operation, key, write, expected, receipt));
    });
  }

  /** Has {@code write} put {@code receipt}; what stands there then, which may be nothing. */
  private @Nullable Receipt run(
      String operation,
      String key,
      BoundStatement write,
      @Nullable Receipt expected,
      Receipt receipt) {
    Transaction transaction = new Transaction(write, prepared().find().bind(key), row -> {
      Receipt now = read(key, row);
      if (now == null || now.equals(expected)) {
        return Verdict.OPEN;
      }
      return now.equals(receipt) ? Verdict.APPLIED : Verdict.LOST;
    });
    Outcome outcome = lanes.alone(operation, key, () -> transactions.run(operation, transaction));
    return switch (outcome) {
      case Outcome.Applied() -> receipt;
      case Outcome.Refused(Row row) -> read(key, row);
      case Outcome.Lost(Row row) -> read(key, row);
    };
  }

  private static @Nullable Receipt read(String key, @Nullable Row row) {
    ByteBuffer record = row == null ? null : row.getByteBuffer("receipt");
    return record == null ? null : ReceiptRecord.decode(key.getBytes(UTF_8), Bytes.of(record));
  }

  private static ByteBuffer encode(String key, Receipt receipt) {
    return ByteBuffer.wrap(ReceiptRecord.encode(receipt, key.getBytes(UTF_8)));
  }

  /** Rounded up, for time to live is counted in seconds. */
  private static int seconds(Duration keep) {
    return Math.toIntExact(keep.plusNanos(999_999_999).toSeconds());
  }
}
