package dev.terse.store.cassandra.table;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import dev.terse.core.link.Code;
import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkId;
import dev.terse.core.link.LinkKey;
import dev.terse.core.store.LinkStore.Page;
import dev.terse.core.store.LinkStore.Query;
import dev.terse.store.cassandra.session.Cluster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Links by age: a partition for each domain and hour, and for each domain a list of the hours that
 * have one. A row is written before its link, and may stand there without one: readers look. Safe
 * for use by many threads.
 */
public final class TimeIndex {
  private static final long HOUR_MILLIS = 3_600_000;

  /** Hours of which this node remembers that they are listed. */
  private static final int MAX_KNOWN = 1_024;

  /** Rows that one page looks at, for each link that it may have, before it ends early. */
  private static final int PATIENCE = 20;

  private static final ByteBuffer ABOVE_ALL = aboveAll();

  private final Cluster cluster;
  private final LinkRows links;
  private final ConcurrentHashMap<Hour, Boolean> known = new ConcurrentHashMap<>();
  private final PreparedStatement hours;
  private final PreparedStatement rows;
  private final PreparedStatement putHour;
  private final PreparedStatement put;
  private final PreparedStatement remove;

  /** The index in {@code cluster} to {@code links}. */
  public TimeIndex(Cluster cluster, LinkRows links) {
    this.cluster = cluster;
    this.links = links;
    this.hours = cluster.prepare("SELECT hour FROM %s.link_hours WHERE space = ? AND hour <= ?");
    this.rows = cluster.prepare(
        "SELECT id, code FROM %s.links_by_time WHERE domain = ? AND hour = ? AND id < ?");
    this.putHour = cluster.prepare("INSERT INTO %s.link_hours (space, hour) VALUES (?, ?)");
    this.put = cluster.prepare(
        "INSERT INTO %s.links_by_time (domain, hour, id, code) VALUES (?, ?, ?, ?)");
    this.remove =
        cluster.prepare("DELETE FROM %s.links_by_time WHERE domain = ? AND hour = ? AND id = ?");
  }

  private record Hour(String domain, int number) {
    static Hour of(Domain domain, LinkId id) {
      return new Hour(domain.host(), (int) (id.createdMillis() / HOUR_MILLIS));
    }
  }

  /** What puts {@code link} into the index; {@link #isPut} once it has been done. */
  public List<BoundStatement> put(Link link) {
    Hour hour = Hour.of(link.key().domain(), link.id());
    BoundStatement row =
        put.bind(hour.domain(), hour.number(), id(link.id()), link.code().value());
    return known.containsKey(hour)
        ? List.of(row)
        : List.of(row, putHour.bind(space(hour.domain()), hour.number()));
  }

  /** Remembers that the hour of {@code link} is listed. */
  public void isPut(Link link) {
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    known.put(Hour.of(link.key().domain(), link.id()), true);
  }

  /** What takes {@code link} out of the index. */
  public BoundStatement remove(Link link) {
    Hour hour = Hour.of(link.key().domain(), link.id());
    return remove.bind(hour.domain(), hour.number(), id(link.id()));
  }

  /**
   * The page that {@code query} asks for, whose text is blank. Where very many rows have no link
   * any more it may be short, or empty, and yet have a next.
   */
  public Page list(String operation, Query query) {
    Walk walk = new Walk(operation, query);
    LinkId before = query.before();
    int newest =
        before == null ? Integer.MAX_VALUE : Hour.of(query.domain(), before).number();
    for (Row hour : cluster.run(operation, hours.bind(space(query.domain().host()), newest))) {
      BoundStatement inHour = rows.bind(query.domain().host(), hour.getInt("hour"), bound(before))
          .setPageSize(query.limit() + 1);
      for (Row row : cluster.run(operation, inHour)) {
        if (walk.isEnough(row)) {
          return walk.page();
        }
      }
    }
    walk.follow();
    return walk.page();
  }

  /** A partition's key, which may not be empty, as the default domain's name is. */
  private static String space(String domain) {
    return "@" + domain;
  }

  /** Longer than an id, and no byte of an id is above its bytes. */
  private static ByteBuffer aboveAll() {
    byte[] bytes = new byte[LinkId.BYTES + 1];
    Arrays.fill(bytes, (byte) -1);
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  private static ByteBuffer bound(@Nullable LinkId before) {
    return before == null ? ABOVE_ALL.duplicate() : id(before);
  }

  private static ByteBuffer id(LinkId id) {
    return ByteBuffer.wrap(id.bytes());
  }

  /** Follows rows to their links, many at once, until a page is full. */
  private final class Walk {
    private final String operation;
    private final Query query;
    private final List<LinkId> ids = new ArrayList<>();
    private final List<LinkKey> keys = new ArrayList<>();
    private final List<Link> found = new ArrayList<>();
    private @Nullable LinkId last;
    private long looked;
    private boolean tired;

    Walk(String operation, Query query) {
      this.operation = operation;
      this.query = query;
    }

    /** Takes a row; whether the page is full. */
    boolean isEnough(Row row) {
      ids.add(LinkRows.id(row));
      keys.add(
          new LinkKey(query.domain(), new Code(Objects.requireNonNull(row.getString("code")))));
      return found.size() + ids.size() > query.limit() && follow();
    }

    /** Follows the rows taken so far; whether the page is full. */
    boolean follow() {
      List<@Nullable StoredLink> stored = links.findAll(operation, keys);
      for (int i = 0; i < ids.size(); i++) {
        StoredLink row = stored.get(i);
        Link link = row == null || !row.isOf(ids.get(i)) ? null : row.link();
        if (link != null) {
          found.add(link);
        }
      }
      if (!ids.isEmpty()) {
        last = ids.getLast();
      }
      looked += ids.size();
      ids.clear();
      keys.clear();
      tired = looked >= (long) PATIENCE * (query.limit() + 1);
      return tired || found.size() > query.limit();
    }

    Page page() {
      int limit = query.limit();
      if (found.size() > limit) {
        return new Page(found.subList(0, limit), found.get(limit - 1).id());
      }
      return new Page(found, tired ? last : null);
    }
  }
}
