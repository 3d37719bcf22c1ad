package dev.terse.store.postgres.link;

import dev.terse.core.link.Domain;
import dev.terse.core.link.Link;
import dev.terse.core.link.LinkKey;
import dev.terse.core.link.Target;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many new links in one statement each. Whatever is locked or inserted is so in one order
 * everywhere, so that no two nodes wait for each other. Stateless.
 */
public final class LinkBatch {
  private static final String INSERT = """
      INSERT INTO links (domain, code, id, target, target_sha256, title, note, status, created,
        changed, creator, version, search)
      SELECT * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::text[],
        ?::text[], ?::smallint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
      ON CONFLICT DO NOTHING RETURNING domain, code""";

  private static final String FIND = "SELECT " + LinkRow.COLUMNS + """
       FROM unnest(?::text[], ?::bytea[], ?::text[]) AS wanted (host, sha256, url)
      CROSS JOIN LATERAL (SELECT * FROM links
        WHERE domain = host COLLATE "C" AND target_sha256 = sha256 AND target = url COLLATE "C"
        ORDER BY id LIMIT 1) AS oldest""";

  private LinkBatch() {}

  /** What many links may share: where they lead, within their domain. */
  public record Aim(Domain domain, Target target) {
    /** Where {@code link} leads. */
    public static Aim of(Link link) {
      return new Aim(link.key().domain(), link.target());
    }
  }

  /** Has nobody else who asks make links to {@code aims} before the transaction ends. */
  public static void lock(Connection connection, String schema, Collection<Aim> aims)
      throws SQLException {
    Long[] locks = aims.stream()
        .map(aim -> Digest.lock(schema, aim.domain(), aim.target()))
        .sorted()
        .distinct()
        .toArray(Long[]::new);
    try (PreparedStatement statement = connection.prepareStatement(
        "SELECT count(pg_advisory_xact_lock(n)) FROM unnest(?::bigint[]) AS n")) {
      statement.setArray(1, connection.createArrayOf("bigint", locks));
      statement.execute();
    }
  }

  /** The oldest link to each of {@code aims} that has one. */
  public static Map<Aim, Link> find(Connection connection, List<Aim> aims) throws SQLException {
    Map<Aim, Link> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      Columns<Aim> columns = new Columns<>(connection, statement, aims);
      columns.set(1, "text", aim -> aim.domain().host());
      columns.set(2, aim -> Digest.of(aim.target()));
      columns.set(3, "text", aim -> aim.target().value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Link link = LinkRow.link(row);
          found.put(Aim.of(link), link);
        }
      }
    }
    return found;
  }

  /** Inserts those of {@code links} whose keys were never used, and tells which that were. */
  public static Set<LinkKey> insert(Connection connection, Collection<Link> links)
      throws SQLException {
    List<Link> sorted = links.stream()
        .sorted(Comparator.<Link, String>comparing(link -> link.key().domain().host())
            .thenComparing(link -> link.code().value()))
        .toList();
    Set<LinkKey> inserted = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      Columns<Link> columns = new Columns<>(connection, statement, sorted);
      columns.set(1, "text", link -> link.key().domain().host());
      columns.set(2, "text", link -> link.code().value());
      columns.set(3, "uuid", link -> link.id().value());
      columns.set(4, "text", link -> link.target().value());
      columns.set(5, link -> Digest.of(link.target()));
      columns.set(6, "text", link -> link.details().title());
      columns.set(7, "text", link -> link.details().note());
      columns.set(8, "smallint", link -> LinkTable.status(link.details().status()));
      columns.set(9, "bigint", link -> link.history().created().toEpochMilli());
      columns.set(10, "bigint", link -> link.history().changed().toEpochMilli());
      columns.set(11, "text", link -> link.history().creator());
      columns.set(12, "bigint", link -> link.history().version());
      columns.set(13, "text", SearchText::of);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          inserted.add(LinkRow.key(row));
        }
      }
    }
    return inserted;
  }

  /** Turns a list into the arrays that a statement takes, one for each column. */
  private record Columns<T>(Connection connection, PreparedStatement statement, List<T> rows) {

    void set(int parameter, String type, Function<T, @Nullable Object> value) throws SQLException {
      Object[] values = rows.stream().map(value).toArray();
      Array array = connection.createArrayOf(type, values);
      statement.setArray(parameter, array);
    }

    void set(int parameter, Function<T, byte[]> value) throws SQLException {
      byte[][] values = rows.stream().map(value).toArray(byte[][]::new);
      statement.setArray(parameter, connection.createArrayOf("bytea", values));
    }
  }
}
