package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.record.RecordException;
import dev.terse.core.store.StoreException;
import dev.terse.store.cassandra.paxos.Lanes;
import dev.terse.store.cassandra.paxos.Outcome;
import dev.terse.store.cassandra.paxos.Transaction;
import dev.terse.store.cassandra.paxos.Transactions;
import dev.terse.store.cassandra.paxos.Verdict;
import dev.terse.store.cassandra.session.Bytes;
import dev.terse.store.cassandra.session.Cluster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Small values by kind and name, changed by lightweight transaction only: settings, API keys, the
 * sequence. A kind is one partition, so that it can be listed. Safe for use by many threads.
 */
public final class Cells {
  private static final byte[] NOTHING = {};

  private final Cluster cluster;
  private final Transactions transactions;
  private final Lanes lanes;
  private final Supplier<UUID> names;
  private final PreparedStatement find;
  private final PreparedStatement list;
  private final PreparedStatement first;
  private final PreparedStatement next;

  /** The values in {@code cluster}; {@code names} names each transaction as no other. */
  public Cells(Cluster cluster, Supplier<UUID> names) {
    this.cluster = cluster;
    this.transactions = new Transactions(cluster);
    this.lanes = new Lanes(cluster.timeout().multipliedBy(2));
    this.names = names;
    this.find =
        cluster.prepare("SELECT name, value, write FROM %s.cells WHERE kind = ? AND name = ?");
    this.list = cluster.prepare("SELECT name, value, write FROM %s.cells WHERE kind = ?");
    this.first = cluster.prepareOnce(
        "INSERT INTO %s.cells (kind, name, value, write) VALUES (?, ?, ?, ?) IF NOT EXISTS");
    this.next = cluster.prepareOnce(
        "UPDATE %s.cells SET value = ?, write = ? WHERE kind = ? AND name = ? IF write = ?");
  }

  /**
   * A value.
   *
   * @param name within its kind
   * @param value its bytes; empty once it has been deleted
   * @param write by which transaction it came to be so
   */
  public record Cell(String name, ByteBuffer value, UUID write) {
    /** Whether there is a value. */
    public boolean isPresent() {
      return value.hasRemaining();
    }

    /** The value's bytes. */
    public byte[] bytes() {
      return Bytes.of(value);
    }
  }

  /**
   * What became of {@link #put}.
   *
   * @param done whether it was put; with {@code known} false it may have been, and been written
   *     over
   * @param known whether {@code done} is certain
   * @param cell what stands there now
   */
  public record Put(boolean done, boolean known, Cell cell) {
    /** Whether it was put; throws {@link StoreException} if nobody can know. */
    public boolean isDone(String operation) {
      if (!known) {
        throw Transactions.lost(operation);
      }
      return done;
    }
  }

  /** The value, also one that has been deleted, or null if there never was one. */
  public @Nullable Cell find(String operation, String kind, String name) {
    Row row = cluster.one(operation, find.bind(kind, name));
    return row == null ? null : read(kind, row);
  }

  /** All values of {@code kind} that are present, by name. */
  public List<Cell> list(String operation, String kind) {
    List<Cell> cells = new ArrayList<>();
    for (Row row : cluster.run(operation, list.bind(kind))) {
      Cell cell = read(kind, row);
      if (cell.isPresent()) {
        cells.add(cell);
      }
    }
    return cells;
  }

  /** Does {@code call} alone among this node's calls on {@code kind}. */
  public <T> T alone(String operation, String kind, Supplier<T> call) {
    return lanes.alone(operation, kind, call);
  }

  /**
   * Puts {@code value} in place of {@code old}, null for none. If another one was put there
   * meanwhile, it stays.
   */
  public Put put(String operation, String kind, String name, @Nullable Cell old, byte[] value) {
    UUID write = names.get();
    BoundStatement statement = old == null
        ? first.bind(kind, name, ByteBuffer.wrap(value), write)
        : next.bind(ByteBuffer.wrap(value), write, kind, name, old.write());
    Transaction transaction = new Transaction(statement, find.bind(kind, name), row -> {
      if (row == null) {
        return Verdict.OPEN;
      }
      UUID now = read(kind, row).write();
      if (now.equals(write)) {
        return Verdict.APPLIED;
      }
      return old != null && now.equals(old.write()) ? Verdict.OPEN : Verdict.LOST;
    });
    return switch (transactions.run(operation, transaction)) {
      case Outcome.Applied() -> new Put(true, true, new Cell(name, ByteBuffer.wrap(value), write));
      case Outcome.Refused(Row row) -> new Put(false, true, there(kind, name, row));
      case Outcome.Lost(Row row) -> new Put(false, false, there(kind, name, row));
    };
  }

  /** Puts a deletion in place of {@code old}. */
  public Put delete(String operation, String kind, Cell old) {
    return put(operation, kind, old.name(), old, NOTHING);
  }

  private static Cell there(String kind, String name, @Nullable Row row) {
    if (row == null) {
      throw RecordException.damaged(kind + " " + name + ", which was there and is not,");
    }
    return read(kind, row);
  }

  private static Cell read(String kind, Row row) {
    String name = row.getString("name");
    ByteBuffer value = row.getByteBuffer("value");
    UUID write = row.getUuid("write");
    if (name == null || value == null || write == null) {
      throw RecordException.damaged(kind + " " + name);
    }
    return new Cell(name, ByteBuffer.wrap(Bytes.of(value)), write);
  }
}
