package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.record.RecordException;
import dev.terse.store.cassandra.paxos.Outcome;
import dev.terse.store.cassandra.paxos.Transaction;
import dev.terse.store.cassandra.paxos.Transactions;
import dev.terse.store.cassandra.paxos.Verdict;
import dev.terse.store.cassandra.session.Cluster;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may make the one link to a target: for each domain and digest of a target the code at which
 * it is to be, changed by lightweight transaction only. Safe for use by many threads.
 */
public final class Claims {
  private final Cluster cluster;
  private final Transactions transactions;
  private final PreparedStatement find;
  private final PreparedStatement first;
  private final PreparedStatement next;

  /** The claims in {@code cluster}. */
  public Claims(Cluster cluster) {
    this.cluster = cluster;
    this.transactions = new Transactions(cluster);
    this.find =
        cluster.prepare("SELECT code, write FROM %s.target_claims WHERE domain = ? AND digest = ?");
    this.first = cluster.prepareOnce("INSERT INTO %s.target_claims"
        + " (domain, digest, code, write) VALUES (?, ?, ?, ?) IF NOT EXISTS");
    this.next = cluster.prepareOnce("UPDATE %s.target_claims SET code = ?, write = ?"
        + " WHERE domain = ? AND digest = ? IF write = ?");
  }

  /**
   * A claim.
   *
   * @param key where the link is to be
   * @param write by which transaction it was made: no other claim has it
   */
  public record Claim(LinkKey key, UUID write) {}

  /** The claim on {@code target}, or null. */
  public @Nullable Claim find(String operation, Domain domain, Target target) {
    Row row = cluster.one(operation, select(domain, target));
    return row == null ? null : read(domain, row);
  }

  /**
   * Puts {@code claim} for the target of {@code link} in place of {@code old}, null for none.
   * Returns the claim that stands there then.
   */
  public Claim put(String operation, Link link, @Nullable Claim old, UUID write) {
    Domain domain = link.key().domain();
    String code = link.code().value();
    var digest = TargetIndex.digest(link.target());
    BoundStatement statement = old == null
        ? first.bind(domain.host(), digest, code, write)
        : next.bind(code, write, domain.host(), digest, old.write());
    Transaction transaction = new Transaction(statement, select(domain, link.target()), row -> {
      if (row == null) {
        return Verdict.OPEN;
      }
      UUID now = read(domain, row).write();
      if (now.equals(write)) {
        return Verdict.APPLIED;
      }
      return old != null && now.equals(old.write()) ? Verdict.OPEN : Verdict.REFUSED;
    });
    return switch (transactions.run(operation, transaction)) {
      case Outcome.Applied() -> new Claim(link.key(), write);
      case Outcome.Refused(Row row) -> there(domain, row);
      case Outcome.Lost(Row row) -> there(domain, row);
    };
  }

  private static Claim there(Domain domain, @Nullable Row row) {
    if (row == null) {
      throw RecordException.damaged("the claim on a target, which was there and is not,");
    }
    return read(domain, row);
  }

  private static Claim read(Domain domain, Row row) {
    String code = row.getString("code");
    UUID write = row.getUuid("write");
    if (code == null || write == null) {
      throw RecordException.damaged("the claim on a target");
    }
    return new Claim(new LinkKey(domain, new Code(code)), write);
  }

  private BoundStatement select(Domain domain, Target target) {
    return find.bind(domain.host(), TargetIndex.digest(target));
  }
}
