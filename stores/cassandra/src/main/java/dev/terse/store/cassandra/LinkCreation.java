package dev.terse.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import dev.terse.core.store.LinkStore.Creation;
import dev.terse.core.store.StoreException;
import dev.terse.core.store.StoreException.Reason;
import dev.terse.store.cassandra.paxos.Lanes;
import dev.terse.store.cassandra.session.Cluster;
import dev.terse.store.cassandra.table.Claims;
import dev.terse.store.cassandra.table.Claims.Claim;
import dev.terse.store.cassandra.table.LinkRows;
import dev.terse.store.cassandra.table.StoredLink;
import dev.terse.store.cassandra.table.TargetIndex;
import dev.terse.store.cassandra.table.TimeIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes links. Safe for use by many threads.
 *
 * <p>Whoever wants the one link to a target first claims the target for the code at which the link
 * is to be, and then puts the link there. A claim may be taken over only once nothing can be put at
 * its code any more: because a link is or was there, or because the taker has buried the code, or
 * puts his own link at the same code. So a maker that stood still between claim and link finds the
 * code taken when it goes on, and a link that can be seen is never given up again.
 */
final class LinkCreation {
  /** How long the holder of a claim gets to put his link. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final long POLL_NANOS = 10_000_000;
  private static final int MAX_TRIES = 20;

  private final Cluster cluster;
  private final LinkRows rows;
  private final TimeIndex times;
  private final TargetIndex targets;
  private final Claims claims;
  private final Lanes lanes;
  private final Supplier<UUID> names;

  LinkCreation(
      Cluster cluster, LinkRows rows, TimeIndex times, TargetIndex targets, Supplier<UUID> names) {
    this.cluster = cluster;
    this.rows = rows;
    this.times = times;
    this.targets = targets;
    this.claims = new Claims(cluster);
    this.lanes = new Lanes(cluster.timeout().multipliedBy(2));
    this.names = names;
  }

  static StoreException contended(String operation) {
    return new StoreException(
        Reason.UNAVAILABLE, operation, "too many nodes change the same thing at the same moment");
  }

  /** Puts {@code link} if its key was never used. */
  Creation create(String operation, Link link) {
    return put(operation, link) == null ? new Creation.Created(link) : new Creation.Taken();
  }

  /** Puts {@code link} if its key was never used, unless another leads to its target. */
  Creation createOrReuse(String operation, Link link) {
    Link existing = oldest(operation, link);
    if (existing != null) {
      return new Creation.Reused(existing);
    }
    record Goal(Domain domain, Target target) {}
    return lanes.alone(
        operation,
        new Goal(link.key().domain(), link.target()),
        () -> createAlone(operation, link));
  }

  private Creation createAlone(String operation, Link link) {
    UUID own = names.get();
    Claim old = null;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Link existing = oldest(operation, link);
      if (existing != null) {
        return new Creation.Reused(existing);
      }
      Claim now = claims.put(operation, link, old, own);
      if (now.write().equals(own)) {
        return createClaimed(operation, link, own);
      }
      Link claimed = settle(operation, now, link);
      if (claimed != null) {
        return new Creation.Reused(claimed);
      }
      old = now;
    }
    throw contended(operation);
  }

  private Creation createClaimed(String operation, Link link, UUID own) {
    StoredLink there = put(operation, link);
    if (there == null) {
      return new Creation.Created(link);
    }
    Link same = there.linkTo(link.target());
    if (same != null) {
      return new Creation.Reused(same);
    }
    // Whoever took the claim over has buried the code, and is about to make the link.
    long deadline = System.nanoTime() + GRACE.toNanos();
    do {
      Link winner = oldest(operation, link);
      if (winner != null) {
        return new Creation.Reused(winner);
      }
      Claim now = claims.find(operation, link.key().domain(), link.target());
      if (now == null || now.write().equals(own)) {
        break;
      }
      LockSupport.parkNanos(POLL_NANOS);
    } while (System.nanoTime() < deadline);
    return new Creation.Taken();
  }

  /**
   * Sees to it that nothing can be put any more where {@code claim} says, and returns the link that
   * was, if it leads to the target of {@code own}. Where that is to stand at the same place, only
   * one of the two can be put, and nothing need be done.
   */
  private @Nullable Link settle(String operation, Claim claim, Link own) {
    LinkKey key = claim.key();
    long deadline = System.nanoTime() + GRACE.toNanos();
    StoredLink row = rows.find(operation, key);
    while (row == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
      row = rows.find(operation, key);
    }
    if (row == null && !key.equals(own.key()) && !rows.bury(operation, key)) {
      row = rows.find(operation, key);
    }
    return row == null ? null : row.linkTo(own.target());
  }

  private @Nullable Link oldest(String operation, Link link) {
    return targets.oldest(operation, link.key().domain(), link.target());
  }

  /** Puts {@code link}, its index first; null if it did, or what stands at its key. */
  private @Nullable StoredLink put(String operation, Link link) {
    index(operation, List.of(link));
    StoredLink there = rows.insert(operation, link);
    if (there != null && !there.isOf(link.id())) {
      cluster.attempt(operation, List.of(times.remove(link), targets.remove(link)));
    }
    return there;
  }

  /** Writes the rows of both indices for {@code links}. */
  void index(String operation, List<Link> links) {
    List<BoundStatement> writes = new ArrayList<>();
    for (Link link : links) {
      writes.addAll(times.put(link));
      writes.add(targets.put(link));
    }
    cluster.all(operation, writes);
    links.forEach(times::isPut);
  }
}
