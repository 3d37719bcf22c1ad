package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.record.LinkRecord;
import dev.terse.core.record.RecordException;
import dev.terse.store.cassandra.paxos.Lanes;
import dev.terse.store.cassandra.paxos.Outcome;
import dev.terse.store.cassandra.paxos.Transaction;
import dev.terse.store.cassandra.paxos.Transactions;
import dev.terse.store.cassandra.paxos.Verdict;
import dev.terse.store.cassandra.session.Bytes;
import dev.terse.store.cassandra.session.Cluster;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The table of links: one row for each key that was ever used, changed by lightweight transaction
 * only and never deleted. Safe for use by many threads.
 */
public final class LinkRows {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final Cluster cluster;
  private final Transactions transactions;
  private final Lanes lanes;
  private final Supplier<UUID> names;
  private final PreparedStatement find;
  private final PreparedStatement insert;
  private final PreparedStatement replace;
  private final PreparedStatement delete;

  /** The table in {@code cluster}; {@code names} names each transaction as no other. */
  public LinkRows(Cluster cluster, Supplier<UUID> names) {
    this.cluster = cluster;
    this.transactions = new Transactions(cluster);
    this.lanes = new Lanes(cluster.timeout().multipliedBy(2));
    this.names = names;
    this.find = cluster.prepareImpatient("SELECT domain, code, id, version, live, write, record"
        + " FROM %s.links WHERE domain = ? AND code = ?");
    this.insert = cluster.prepareOnce("INSERT INTO %s.links"
        + " (domain, code, id, version, live, write, record) VALUES (?, ?, ?, ?, ?, ?, ?)"
        + " IF NOT EXISTS");
    this.replace = cluster.prepareOnce("UPDATE %s.links SET version = ?, write = ?, record = ?"
        + " WHERE domain = ? AND code = ? IF write = ?");
    this.delete = cluster.prepareOnce("UPDATE %s.links SET live = false, version = ?, write = ?,"
        + " record = ? WHERE domain = ? AND code = ? IF write = ?");
  }

  /** The row of {@code key}, or null. */
  public @Nullable StoredLink find(String operation, LinkKey key) {
    return StoredLink.of(cluster.one(operation, select(key)));
  }

  /** The rows of {@code keys}, null where there is none. */
  public List<@Nullable StoredLink> findAll(String operation, List<LinkKey> keys) {
    return cluster.each(operation, keys, this::select).stream()
        .<@Nullable StoredLink>map(StoredLink::of)
        .toList();
  }

  /** Puts {@code link} if its key was never used; null if it did, or the row that was there. */
  public @Nullable StoredLink insert(String operation, Link link) {
    LinkKey key = link.key();
    UUID write = names.get();
    BoundStatement statement = insert.bind(
        key.domain().host(),
        key.code().value(),
        ByteBuffer.wrap(link.id().bytes()),
        link.history().version(),
        true,
        write,
        ByteBuffer.wrap(LinkRecord.of(link).encode(key.bytes())));
    return present(operation, key, statement, row -> wrote(row, write, link));
  }

  /** Leaves a tombstone at {@code key} if it was never used, and tells whether it did. */
  public boolean bury(String operation, LinkKey key) {
    UUID write = names.get();
    BoundStatement statement = insert.bind(
        key.domain().host(),
        key.code().value(),
        NOTHING.duplicate(),
        0L,
        false,
        write,
        NOTHING.duplicate());
    return present(operation, key, statement, row -> row.write().equals(write)) == null;
  }

  /** Puts {@code record} in place of {@code old}, and tells whether that still stood there. */
  public boolean replace(String operation, StoredLink old, LinkRecord record) {
    LinkKey key = old.key();
    UUID write = names.get();
    BoundStatement statement = replace.bind(
        record.link().history().version(),
        write,
        ByteBuffer.wrap(record.encode(key.bytes())),
        key.domain().host(),
        key.code().value(),
        old.write());
    return change(operation, old, statement, write);
  }

  /** Puts a tombstone in place of {@code old}, and tells whether that still stood there. */
  public boolean delete(String operation, StoredLink old) {
    LinkKey key = old.key();
    UUID write = names.get();
    BoundStatement statement = delete.bind(
        old.version() + 1,
        write,
        NOTHING.duplicate(),
        key.domain().host(),
        key.code().value(),
        old.write());
    return change(operation, old, statement, write);
  }

  private @Nullable StoredLink present(
      String operation, LinkKey key, BoundStatement statement, Writer writer) {
    Outcome outcome = run(operation, key, statement, row -> {
      if (row == null) {
        return Verdict.OPEN;
      }
      return writer.wrote(StoredLink.read(row)) ? Verdict.APPLIED : Verdict.REFUSED;
    });
    return switch (outcome) {
      case Outcome.Applied() -> null;
      case Outcome.Refused(Row row) -> there(key, row);
      case Outcome.Lost(Row row) -> there(key, row);
    };
  }

  /** A row changes its name with each change, and its version by one: so what wrote it is known. */
  private boolean change(String operation, StoredLink old, BoundStatement statement, UUID write) {
    Outcome outcome = run(operation, old.key(), statement, row -> {
      StoredLink now = there(old.key(), row);
      if (now.write().equals(write)) {
        return Verdict.APPLIED;
      }
      if (now.write().equals(old.write())) {
        return Verdict.OPEN;
      }
      return now.version() == old.version() + 1 ? Verdict.REFUSED : Verdict.LOST;
    });
    return switch (outcome) {
      case Outcome.Applied() -> true;
      case Outcome.Refused(var _) -> false;
      case Outcome.Lost(var _) -> throw Transactions.lost(operation);
    };
  }

  private Outcome run(
      String operation,
      LinkKey key,
      BoundStatement statement,
      Function<@Nullable Row, Verdict> judge) {
    Transaction transaction = new Transaction(statement, select(key), judge);
    return lanes.alone(operation, key, () -> transactions.run(operation, transaction));
  }

  /** An id is given to one link only: whatever became of it since, it was put. */
  private static boolean wrote(StoredLink row, UUID write, Link link) {
    return row.write().equals(write)
        || (row.isOf(link.id())
            && (!row.live() || row.version() > link.history().version()));
  }

  private static StoredLink there(LinkKey key, @Nullable Row row) {
    if (row == null) {
      throw RecordException.damaged("link " + key + ", which was there and is not,");
    }
    return StoredLink.read(row);
  }

  private BoundStatement select(LinkKey key) {
    return find.bind(key.domain().host(), key.code().value());
  }

  /** Whether a row is what a transaction wrote. */
  @FunctionalInterface
  private interface Writer {
    boolean wrote(StoredLink row);
  }

  /** The id of {@code row}'s link. */
  static LinkId id(Row row) {
    return LinkId.of(Bytes.of(row.getByteBuffer("id")));
  }
}
