package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.store.cassandra.session.Cluster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Links by target: a partition for each domain and digest of a target, in it a row for each link
 * and each version since which it leads there. A row is written before its link, and may stand
 * there without one: readers look. What is removed are versions that a link has left behind, so
 * that a late removal cannot take the row of a link that came back. Safe for use by many threads.
 */
public final class TargetIndex {
  /** Rows that are followed to their links at once. */
  private static final int ABREAST = 8;

  private final Cluster cluster;
  private final LinkRows links;
  private final PreparedStatement rows;
  private final PreparedStatement put;
  private final PreparedStatement leave;
  private final PreparedStatement remove;

  /** The index in {@code cluster} to {@code links}. */
  public TargetIndex(Cluster cluster, LinkRows links) {
    this.cluster = cluster;
    this.links = links;
    this.rows =
        cluster.prepare("SELECT id, code FROM %s.links_by_target WHERE domain = ? AND digest = ?");
    this.put = cluster.prepare("INSERT INTO %s.links_by_target"
        + " (domain, digest, id, version, code) VALUES (?, ?, ?, ?, ?)");
    this.leave = cluster.prepare("DELETE FROM %s.links_by_target"
        + " WHERE domain = ? AND digest = ? AND id = ? AND version <= ?");
    this.remove = cluster.prepare(
        "DELETE FROM %s.links_by_target WHERE domain = ? AND digest = ? AND id = ?");
  }

  /** What notes that {@code link} leads to its target since this version. */
  public BoundStatement put(Link link) {
    return put.bind(
        link.key().domain().host(),
        digest(link.target()),
        ByteBuffer.wrap(link.id().bytes()),
        link.history().version(),
        link.code().value());
  }

  /** What forgets that {@code link} led to its target, in this version and before. */
  public BoundStatement leave(Link link) {
    return leave.bind(
        link.key().domain().host(),
        digest(link.target()),
        ByteBuffer.wrap(link.id().bytes()),
        link.history().version());
  }

  /** What forgets that {@code link}, which is gone or never came, leads to its target. */
  public BoundStatement remove(Link link) {
    return remove.bind(
        link.key().domain().host(),
        digest(link.target()),
        ByteBuffer.wrap(link.id().bytes()));
  }

  /** The oldest link of {@code domain} that leads to {@code target}, or null. */
  public @Nullable Link oldest(String operation, Domain domain, Target target) {
    List<LinkKey> keys = new ArrayList<>();
    for (Row row : cluster.run(operation, rows.bind(domain.host(), digest(target)))) {
      keys.add(new LinkKey(domain, new Code(Objects.requireNonNull(row.getString("code")))));
      if (keys.size() == ABREAST) {
        Link found = first(operation, keys, target);
        if (found != null) {
          return found;
        }
        keys.clear();
      }
    }
    return first(operation, keys, target);
  }

  private @Nullable Link first(String operation, List<LinkKey> keys, Target target) {
    for (StoredLink row : links.findAll(operation, keys)) {
      Link link = row == null ? null : row.linkTo(target);
      if (link != null) {
        return link;
      }
    }
    return null;
  }

  /** SHA-256 of {@code target}. */
  static ByteBuffer digest(Target target) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(target.value().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
